/// results.sqlite: the tables of a record as they are, with the dictionary that explains them.
#include <sqlite3.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>

#include "analysis/publish/publish.hpp"
#include "analysis/read/table_schema.hpp"

namespace gongxu {
namespace {

class Database {
 public:
  explicit Database(const std::string& path) : path_(path) {
    std::filesystem::remove(path);
    sqlite3* raw = nullptr;
    const int status = sqlite3_open(path.c_str(), &raw);
    db_.reset(raw);
    if (status != SQLITE_OK) fail();
    // The file has another name until it is complete: a journal would guard what nobody reads.
    run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; BEGIN");
  }

  void run(const std::string& sql) {
    if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

  class Insert {
   public:
    Insert(Database& db, const std::string& sql) : db_(db) {
      sqlite3_stmt* raw = nullptr;
      if (sqlite3_prepare_v2(db.db_.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) db.fail();
      statement_.reset(raw);
    }
    /// @param at counted from 1; the text must live until step().
    void text(int at, std::string_view v) {
      sqlite3_bind_text(statement_.get(), at, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
    }
    void number(int at, double v) { sqlite3_bind_double(statement_.get(), at, v); }
    void integer(int at, std::int64_t v) { sqlite3_bind_int64(statement_.get(), at, v); }
    void null(int at) { sqlite3_bind_null(statement_.get(), at); }
    void step() {
      if (sqlite3_step(statement_.get()) != SQLITE_DONE || sqlite3_reset(statement_.get()) != SQLITE_OK) db_.fail();
    }

   private:
    struct Finalize {
      void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
    };
    Database& db_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  };

 private:
  [[noreturn]] void fail() {
    throw std::runtime_error("cannot write " + path_ + ": " + (db_ ? sqlite3_errmsg(db_.get()) : "no memory"));
  }
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> db_;
};

std::string quoted(const std::string& name) { return "\"" + name + "\""; }  // names of the dictionary hold no quotes

enum class Kind { text, integer, number, boolean };
Kind kind_of(const std::string& type) {
  if (type == "integer") return Kind::integer;
  if (type == "boolean") return Kind::boolean;
  return type == "number" ? Kind::number : Kind::text;
}
const char* affinity(Kind k) { return k == Kind::text ? "TEXT" : k == Kind::number ? "REAL" : "INTEGER"; }

std::string placeholders(std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += i ? ",?" : "?";
  return out;
}

void put_cell(Database::Insert& row, int at, Kind kind, const RecordTable& table, std::size_t r, std::size_t c) {
  const std::string_view cell = table.text(r, c);
  if (cell.empty() || is_masked(cell))
    row.null(at);
  else if (kind == Kind::text)
    row.text(at, cell);
  else if (kind == Kind::boolean)
    row.integer(at, cell == "true");
  else if (kind == Kind::integer)
    row.integer(at, static_cast<std::int64_t>(table.number(r, c)));
  else
    row.number(at, table.number(r, c));
}

void write_table(Database& db, const RecordTable& table) {
  std::string columns;
  std::vector<Kind> kinds;
  for (const std::string& c : table.columns()) {
    kinds.push_back(kind_of(type_of(table.name(), c)));
    columns += (columns.empty() ? "" : ", ") + quoted(c) + " " + affinity(kinds.back());
  }
  db.run("CREATE TABLE " + quoted(table.name()) + " (" + columns + ")");
  Database::Insert row(db, "INSERT INTO " + quoted(table.name()) + " VALUES (" + placeholders(kinds.size()) + ")");
  for (std::size_t r = 0; r < table.rows(); ++r) {
    for (std::size_t c = 0; c < kinds.size(); ++c) put_cell(row, static_cast<int>(c) + 1, kinds[c], table, r, c);
    row.step();
  }
}

/// Only the tables that are there.
void write_dictionary(Database& db, const std::vector<std::string>& tables) {
  db.run(
      "CREATE TABLE dictionary (\"table\" TEXT, \"column\" TEXT, type TEXT, unit TEXT, about_zh TEXT, about_en TEXT)");
  Database::Insert row(db, "INSERT INTO dictionary VALUES (?,?,?,?,?,?)");
  for (const std::string& name : tables) {
    const TableInfo& table = table_info(name);
    const auto put = [&](const std::string& column, const std::string& type, const std::string& unit,
                         const Text& about) {
      row.text(1, name), row.text(2, column), row.text(3, type), row.text(4, unit);
      row.text(5, about.zh), row.text(6, about.en);
      row.step();
    };
    put("", "table", "", table.about);
    for (const ColumnInfo& c : table.columns) put(c.name, c.type, c.unit, c.about);
  }
}

using TableReader = std::function<void(const RecordTable&)>;
using TableSource = std::function<void(const std::string& name, const TableReader&)>;

/// Each table is read when its turn comes.
void write(const std::vector<std::string>& names, const TableSource& source, const std::string& path) {
  Database db(path);
  db.run("CREATE TABLE format (format INTEGER); INSERT INTO format VALUES (1)");
  for (const std::string& name : names) source(name, [&](const RecordTable& table) { write_table(db, table); });
  write_dictionary(db, names);
  db.run("COMMIT");
}

}  // namespace

void write_database(const std::vector<std::string>& csv_files, const std::string& path) {
  std::vector<std::string> names;
  std::map<std::string, std::string> files;
  for (const std::string& file : csv_files) {
    names.push_back(std::filesystem::path(file).stem().string());
    files[names.back()] = file;
  }
  write(
      names, [&](const std::string& name, const TableReader& read) { read(read_table(files.at(name))); }, path);
}

void write_database(const Record& record, const std::string& path) {
  const TableSource source = [&](const std::string& name, const TableReader& read) {
    const bool was_read = record.is_read(name);
    read(record.table(name));
    if (!was_read) record.release(name);  // the largest are wanted nowhere else
  };
  write(record.tables(), source, path);
}

}  // namespace gongxu
