/// TOML files of the user's: typed access that knows positions and notices keys that nobody asked for.
///
/// toml++ stays behind the .cpp: it costs more than a second of compile time.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

/// One value of a file; which field holds it follows from `kind`.
struct TomlNode {
  enum class Kind { text, integer, number, boolean, date, other, list, table };
  Kind kind = Kind::other;
  std::string key;  ///< empty for the items of a list
  Position at;      ///< of the value
  Position key_at;  ///< of its key
  std::string text;
  double number = 0;  ///< also of an integer
  long integer = 0;
  bool boolean = false;
  Date date;
  std::vector<TomlNode> items;            ///< of a list
  std::vector<TomlNode> entries;          ///< of a table, by key
  mutable std::set<std::string> asked;    ///< of a table: keys asked for, there or not
  mutable std::set<std::string> missing;  ///< of a table: required keys that are not there
};

enum class Need { required, optional };

/// A table of a file. Keys that are absent (but required) or of another type become problems.
class TomlTable {
 public:
  TomlTable(const TomlNode& node, Problems& problems) : node_(&node), problems_(&problems) {}

  /// Where the table begins: its first key in square brackets.
  Position at() const { return node_->key_at; }
  /// The value of a key, or the table where the key is absent.
  Position at(const std::string& key) const;
  bool has(const std::string& key) const { return find(key) != nullptr; }

  std::optional<std::string> text(const std::string& key, Need = Need::required) const;  ///< never empty
  std::optional<double> number(const std::string& key, Need = Need::required) const;     ///< finite
  std::optional<long> integer(const std::string& key, Need = Need::required) const;
  std::optional<bool> boolean(const std::string& key, Need = Need::required) const;
  std::optional<Date> date(const std::string& key, Need = Need::required) const;
  std::optional<std::vector<long>> integers(const std::string& key, Need = Need::required) const;
  /// One of `words`, as its index; another one becomes a problem with the nearest word.
  std::optional<int> word(const std::string& key, const std::vector<std::string>& words, Need = Need::required) const;
  /// `key_zh` and `key_en`.
  Text both_languages(const std::string& key, Need = Need::required) const;

  std::vector<TomlTable> tables(const std::string& key) const;                                ///< [[key]]
  std::vector<std::pair<std::string, TomlTable>> named_tables(const std::string& key) const;  ///< [key.NAME]
  /// The entries of a table of numbers, `key = { a = 1, b = 2.5 }`; none where the key is absent.
  std::vector<std::pair<std::string, double>> named_numbers(const std::string& key) const;
  /// The items of a list of texts; none where an optional key is absent.
  std::vector<std::string> texts(const std::string& key, Need = Need::required) const;
  /// Marks a key as known without reading it: another reader does.
  void leave(const std::string& key) const { node_->asked.insert(key); }

 private:
  const TomlNode* find(const std::string& key) const;
  const TomlNode* find(const std::string& key, Need, TomlNode::Kind, const char* wrong_type) const;
  const TomlNode* node_;
  Problems* problems_;
};

class TomlDocument {
 public:
  /// @param named_at where the file is named, for the case that it is missing.
  TomlDocument(const std::string& path, const Position& named_at, Problems&);

  /// False if the file is missing or no TOML: root() then is an empty table, not to be read from.
  bool ok() const { return ok_; }
  TomlTable root() const { return {*root_, *problems_}; }
  /// To be called once everything has been asked for: adds a problem for every key that no reader
  /// asked for, with the nearest one that was, and for every required key that is missing. A key
  /// that is missing because it is misspelt is one mistake, not two.
  void report_keys() const;
  /// The same for one table of the root alone: the rest belongs to another reader.
  void report_keys_under(const std::string& key) const;
  /// Checks `format = 1`.
  void check_format() const;

 private:
  Problems* problems_;
  std::unique_ptr<TomlNode> root_;
  bool ok_ = false;
};

}  // namespace gongxu
