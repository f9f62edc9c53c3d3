/// GONGXU_RUN=FOLDER[:FOLDER...] node --test: each folder is a sound data package. Then faults are planted in copies of
/// their tables, and every one must be found.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { validate } from './validate.mjs';

const folders = (process.env.GONGXU_RUN ?? '').split(delimiter).filter((folder) => folder !== '');

test('there is a folder to look at', () => assert.notEqual(folders.length, 0, 'set GONGXU_RUN'));

for (const folder of folders)
  test(`${basename(folder)} is a sound data package`, async (t) => {
    const { problems, tables } = await validate(folder);
    for (const { name, rows, foreign } of tables)
      t.diagnostic(`${name}: ${rows} rows` + (foreign === null ? '' : `, ${foreign} of them foreign`));
    assert.deepEqual(problems.slice(0, 20), []);
    assert.notEqual(tables.length, 0);
  });

/// Every table of the folders with its resource, once.
const resources = new Map();
for (const folder of folders)
  for (const resource of JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')).resources)
    if (!resources.has(resource.name)) resources.set(resource.name, { folder, resource });

const lineOf = (cells) => cells.join(',') + '\n';

/// The first table with a column of which `wanted` is true and a plain row (no quotes) with something in it:
/// header, that row and the column's index.
function find(wanted) {
  for (const { folder, resource } of resources.values()) {
    const [header, ...lines] = readFileSync(join(folder, resource.path), 'utf8').trimEnd().split('\n');
    for (const line of lines.filter((each) => !each.includes('"'))) {
      const cells = line.split(',');
      const at = resource.schema.fields.findIndex((field, i) => wanted(field, resource) && cells[i] !== '');
      if (at >= 0 && cells.length === resource.schema.fields.length) return { resource, header, cells, at };
    }
  }
  return null;
}

/// A package of one table that has these rows. @returns its problems.
async function problemsOf(resource, header, rows, sealed = true) {
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-package-'));
  try {
    const text = header + '\n' + rows.map(lineOf).join('');
    mkdirSync(dirname(join(folder, resource.path)), { recursive: true });
    writeFileSync(join(folder, resource.path), text);
    const own = structuredClone(resource);
    if (sealed) {
      own.bytes = Buffer.byteLength(text);
      own.hash = 'sha256:' + createHash('sha256').update(text).digest('hex');
    }
    writeFileSync(join(folder, 'datapackage.json'),
                  JSON.stringify({ profile: 'tabular-data-package', name: 'planted', resources: [own] }));
    return (await validate(folder)).problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const plants = [
  { fault: 'a word outside the enumeration', wanted: (f) => f.constraints?.enum, cell: () => 'plenty' },
  { fault: 'a text in a column of numbers', wanted: (f) => f.type === 'number', cell: () => 'many' },
  { fault: 'infinity as C prints it', wanted: (f) => f.type === 'number', cell: () => 'inf' },
  { fault: 'a fraction in a column of integers', wanted: (f) => f.type === 'integer', cell: (c) => `${c}.5` },
  { fault: 'yes for a boolean', wanted: (f) => f.type === 'boolean', cell: () => 'yes' },
  { fault: 'a key left empty', wanted: (f) => f.constraints?.required, cell: () => '' },
];
for (const { fault, wanted, cell } of plants)
  test(`${fault} is found`, async (t) => {
    const found = find(wanted);
    if (!found) return t.skip('no table has such a column');
    const { resource, header, cells, at } = found;
    assert.deepEqual(await problemsOf(resource, header, [cells]), []);
    const broken = cells.map((each, i) => (i === at ? cell(each) : each));
    const problems = await problemsOf(resource, header, [broken]);
    assert.equal(problems.length, 1, `${resource.name}.${resource.schema.fields[at].name}: ${problems}`);
    t.diagnostic(problems[0]);
  });

for (const kind of ['primaryKey', 'uniqueKeys'])
  test(`two rows of one key are found (${kind})`, async (t) => {
    const found = find((f, resource) => resource.schema[kind]);
    if (!found) return t.skip(`no table has ${kind}`);
    const { resource, header, cells } = found;
    assert.equal((await problemsOf(resource, header, [cells, cells])).length, 1);
  });

test('a row without its last cell, a column under another name, and bytes changed afterwards are found', async () => {
  const { resource, header, cells } = find(() => true);
  assert.notEqual((await problemsOf(resource, header, [cells.slice(0, -1)])).length, 0);
  assert.notEqual((await problemsOf(resource, header.replace(/[a-z]/, 'q'), [cells])).length, 0);
  assert.equal((await problemsOf(resource, header, [cells], false)).length, 2);  // size and digest
});

test('a row that names what the lists do not have is counted', async (t) => {
  const run = folders.find((folder) => ['zones', 'demography'].every((name) => {
    const { resources: own } = JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8'));
    return own.some((resource) => resource.name === name);
  }));
  if (!run) return t.skip('no folder has the lists');
  const copy = mkdtempSync(join(tmpdir(), 'gongxu-package-'));
  try {
    const descriptor = JSON.parse(readFileSync(join(run, 'datapackage.json'), 'utf8'));
    descriptor.resources = descriptor.resources.filter(({ name }) => name === 'zones' || name === 'demography');
    mkdirSync(join(copy, 'tables'));
    for (const resource of descriptor.resources) {
      let text = readFileSync(join(run, resource.path), 'utf8');
      if (resource.name === 'zones') text = text.split('\n').filter((line, i) => i !== 1).join('\n');
      writeFileSync(join(copy, resource.path), text);
    }
    writeFileSync(join(copy, 'datapackage.json'), JSON.stringify(descriptor));
    const { tables } = await validate(copy);
    assert.ok(tables.find(({ name }) => name === 'demography').foreign > 0);
  } finally {
    rmSync(copy, { recursive: true });
  }
});

/// tests/frictionless/check sets it: its folders come of every command.
test('every table of the dictionary has a row somewhere', { skip: !process.env.GONGXU_EVERY_COMMAND }, async () => {
  const written = new Set();
  for (const folder of folders)
    for (const { name, rows } of (await validate(folder)).tables) if (rows > 0) written.add(name);
  const dictionary = readFileSync(new URL('../../analysis/read/dictionary.csv', import.meta.url), 'utf8');
  const tables = dictionary.split('\n').map((line) => /^([a-z_]+),,/.exec(line)?.[1]).filter((name) => name);
  tables.splice(tables.indexOf('compare'), 1);  // it is written beside a finished package
  assert.ok(tables.length > 30);
  assert.deepEqual(tables.filter((name) => !written.has(name)), []);
});
