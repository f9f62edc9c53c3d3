/// A folder with datapackage.json against what stands in it, by the Frictionless project's own library: descriptor,
/// types, constraints, primary keys. What the library leaves out is done here: sizes, digests, other unique keys, and
/// rows that name something which the package's own lists do not have.
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import datapackage from 'datapackage';

EventEmitter.defaultMaxListeners = 0;  // the library adds one for every piece of a long table

/// Columns that name a row of another table, and words that stand for more than one of them.
const kLists = {
  scenario: { table: 'scenarios', column: 'scenario', besides: ['all', 'worst'] },
  zone: { table: 'zones', column: 'zone', besides: ['all'] },
  parameter: { table: 'assumptions', column: 'parameter', besides: [] },
  indicator: { table: 'indicators', column: 'id', besides: [] },
};
/// Tables whose column of that name says something else: the audit's `indicator` may be a figure or a service.
const kOtherMeaning = new Set(['audit.indicator']);

/// Every row of a resource: [cells by name] or the library's error.
async function rowsOf(resource) {
  const rows = [];
  const read = await resource.iter({ keyed: true, forceCast: true });
  for (let next = await read.next(); !next.done; next = await read.next()) rows.push(next.value);
  return rows;
}

function checkFile(folder, descriptor, say) {
  const path = join(folder, descriptor.path);
  if (!existsSync(path)) return say('is not there');
  const bytes = readFileSync(path);
  if (bytes.length !== descriptor.bytes) say(`has ${bytes.length} bytes, not ${descriptor.bytes}`);
  const digest = 'sha256:' + createHash('sha256').update(bytes).digest('hex');
  if (digest !== descriptor.hash) say('has another digest');
}

function checkUnique(schema, rows, say) {
  for (const key of schema.uniqueKeys ?? []) {
    const seen = new Set();
    for (const row of rows) {
      const cells = JSON.stringify(key.map((name) => row[name]));
      if (seen.has(cells)) say(`has two rows of ${cells}`);
      seen.add(cells);
    }
  }
}

/// How many rows name what the lists of the package do not have; null where it has no such lists.
function foreignRows(name, rows, lists) {
  let foreign = null;
  for (const [column, list] of Object.entries(kLists)) {
    const known = lists[column];
    if (!known || name === list.table || kOtherMeaning.has(`${name}.${column}`)) continue;
    const named = rows.filter((row) => row[column] !== undefined && row[column] !== null);
    if (named.length > 0) foreign = (foreign ?? 0) + named.filter((row) => !known.has(row[column])).length;
  }
  return foreign;
}

/// @returns problems, each a line, and of every table its name, rows and foreign rows.
export async function validate(folder) {
  const problems = [];
  const datapackageJson = join(folder, 'datapackage.json');
  const descriptor = JSON.parse(readFileSync(datapackageJson, 'utf8'));
  const pack = await datapackage.Package.load(datapackageJson, { basePath: folder });
  for (const error of pack.errors) problems.push(`datapackage.json: ${error.message}`);
  const rows = {};
  for (const resource of descriptor.resources) {
    const say = (what) => problems.push(`${resource.name}: ${what}`);
    checkFile(folder, resource, say);
    if (!existsSync(join(folder, resource.path))) continue;
    const read = await rowsOf(pack.getResource(resource.name));
    for (const row of read.filter((r) => r instanceof Error))
      for (const error of row.errors.length > 0 ? row.errors : [row]) say(`line ${row.rowNumber}: ${error.message}`);
    rows[resource.name] = read.filter((row) => !(row instanceof Error));
    checkUnique(resource.schema, rows[resource.name], say);
  }
  const lists = {};
  for (const [column, { table, column: of, besides }] of Object.entries(kLists))
    if (rows[table]) lists[column] = new Set([...rows[table].map((row) => row[of]), ...besides]);
  const tables = Object.entries(rows).map(([name, all]) => ({ name, rows: all.length, foreign: foreignRows(name, all, lists) }));
  for (const table of tables) if (table.foreign > 0) problems.push(`${table.name}: ${table.foreign} foreign rows`);
  return { problems, tables };
}
