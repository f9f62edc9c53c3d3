#include "sim/scenario/toml_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "sim/scenario/suggest.hpp"
#include "sim/scenario/text_file.hpp"

namespace gongxu {
namespace {

using Kind = TomlNode::Kind;

constexpr long kFormat = 1;

Position position_of(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

TomlNode convert(const std::string& file, const toml::node& from);

void convert_table(const std::string& file, const toml::table& from, TomlNode& to) {
  to.kind = Kind::table;
  for (const auto& [key, value] : from) {
    TomlNode child = convert(file, value);
    child.key_at = position_of(file, key.source());
    if (child.at.line == 0) child.at = child.key_at;
    child.key = std::string(key.str());
    to.entries.push_back(std::move(child));
  }
}

TomlNode convert(const std::string& file, const toml::node& from) {
  TomlNode to;
  to.at = to.key_at = position_of(file, from.source());
  if (const auto* table = from.as_table()) {
    convert_table(file, *table, to);
  } else if (const auto* list = from.as_array()) {
    to.kind = Kind::list;
    for (const toml::node& item : *list) to.items.push_back(convert(file, item));
  } else if (const auto* text = from.as_string()) {
    to.kind = Kind::text;
    to.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    to.kind = Kind::integer;
    to.integer = static_cast<long>(integer->get());
    to.number = static_cast<double>(to.integer);
  } else if (const auto* number = from.as_floating_point()) {
    to.kind = Kind::number;
    to.number = number->get();
  } else if (const auto* boolean = from.as_boolean()) {
    to.kind = Kind::boolean;
    to.boolean = boolean->get();
  } else if (const auto* date = from.as_date()) {
    to.kind = Kind::date;
    to.date = {date->get().year, date->get().month, date->get().day};
  }
  return to;
}

void report_keys_of(const TomlNode& table, Problems& problems) {
  if (table.asked.empty()) return;  // not opened: another reader's
  const std::vector<std::string> known(table.asked.begin(), table.asked.end());
  std::set<std::string> misspelt;
  for (const TomlNode& value : table.entries) {
    const std::string& key = value.key;
    if (!table.asked.contains(key)) {
      const std::string meant = nearest(key, known);
      if (is_slip(key, meant)) misspelt.insert(meant);
      problems.add(value.key_at, "unknown_key", {key, meant});
      continue;
    }
    report_keys_of(value, problems);
    for (const TomlNode& item : value.items) report_keys_of(item, problems);
  }
  for (const std::string& key : table.missing)
    if (!misspelt.contains(key)) problems.add(table.key_at, "missing_key", {key});
}

/// The first full-width sign of a line that has no place in TOML outside texts; empty if there is none.
std::string full_width_in(const std::string& text, int line) {
  std::istringstream lines(text);
  std::string found;
  for (int i = 0; i < line && std::getline(lines, found);) ++i;
  const std::size_t comment = found.find('#');
  for (const char* sign : {"，", "“", "”", "＝", "。", "％", "［", "］", "：", "‘", "’"})
    if (const std::size_t at = found.find(sign); at != std::string::npos && at < comment) return sign;
  return {};
}

}  // namespace

TomlDocument::TomlDocument(const std::string& path, const Position& named_at, Problems& problems)
    : problems_(&problems), root_(std::make_unique<TomlNode>()) {
  root_->kind = Kind::table;
  root_->at = root_->key_at = {path};
  const std::optional<std::string> text = read_text_file(path, named_at, problems);
  if (!text) return;
  try {
    convert_table(path, toml::parse(*text), *root_);
    ok_ = true;
  } catch (const toml::parse_error& error) {
    const Position at = position_of(path, error.source());
    if (const std::string wide = full_width_in(*text, at.line); !wide.empty())
      problems.add(at, "full_width_sign", {wide});
    else
      problems.add(at, "toml_syntax", {std::string(error.description())});
  }
}

void TomlDocument::report_keys() const { report_keys_of(*root_, *problems_); }

void TomlDocument::report_keys_under(const std::string& key) const {
  for (const TomlNode& value : root_->entries)
    if (value.key == key) report_keys_of(value, *problems_);
}

void TomlDocument::check_format() const {
  const std::optional<long> format = root().integer("format");
  if (format && *format != kFormat)
    problems_->add(root().at("format"), "unknown_format", {std::to_string(*format), std::to_string(kFormat)});
}

const TomlNode* TomlTable::find(const std::string& key) const {
  node_->asked.insert(key);
  const auto it = std::find_if(node_->entries.begin(), node_->entries.end(),
                               [&](const TomlNode& entry) { return entry.key == key; });
  return it == node_->entries.end() ? nullptr : &*it;
}

Position TomlTable::at(const std::string& key) const {
  const TomlNode* node = find(key);
  return node == nullptr ? at() : node->at;
}

const TomlNode* TomlTable::find(const std::string& key, Need need, Kind kind, const char* wrong_type) const {
  const TomlNode* node = find(key);
  if (node == nullptr) {
    if (need == Need::required) node_->missing.insert(key);
    return nullptr;
  }
  const bool whole_number = kind == Kind::number && node->kind == Kind::integer;
  if (node->kind == kind || whole_number) return node;
  problems_->add(node->at, wrong_type, {key});
  return nullptr;
}

std::optional<std::string> TomlTable::text(const std::string& key, Need need) const {
  const TomlNode* node = find(key, need, Kind::text, "not_text");
  if (node == nullptr) return std::nullopt;
  if (!node->text.empty()) return node->text;
  problems_->add(node->at, "empty_text", {key});
  return std::nullopt;
}

std::optional<double> TomlTable::number(const std::string& key, Need need) const {
  const TomlNode* node = find(key, need, Kind::number, "not_number");
  if (node == nullptr) return std::nullopt;
  if (std::isfinite(node->number)) return node->number;
  problems_->add(node->at, "not_number", {key});
  return std::nullopt;
}

std::optional<long> TomlTable::integer(const std::string& key, Need need) const {
  const TomlNode* node = find(key, need, Kind::integer, "not_integer");
  return node == nullptr ? std::nullopt : std::optional<long>(node->integer);
}

std::optional<bool> TomlTable::boolean(const std::string& key, Need need) const {
  const TomlNode* node = find(key, need, Kind::boolean, "not_boolean");
  return node == nullptr ? std::nullopt : std::optional<bool>(node->boolean);
}

std::optional<Date> TomlTable::date(const std::string& key, Need need) const {
  const TomlNode* node = find(key, need, Kind::date, "not_date");
  if (node == nullptr) return std::nullopt;
  if (is_valid(node->date)) return node->date;
  problems_->add(node->at, "date_outside",
                 {to_string(node->date), std::to_string(kEpochYear), std::to_string(kLastYear)});
  return std::nullopt;
}

std::optional<std::vector<long>> TomlTable::integers(const std::string& key, Need need) const {
  const TomlNode* node = find(key, need, Kind::list, "not_integers");
  if (node == nullptr) return std::nullopt;
  std::vector<long> numbers;
  for (const TomlNode& item : node->items) {
    if (item.kind != Kind::integer) {
      problems_->add(item.at, "not_integers", {key});
      return std::nullopt;
    }
    numbers.push_back(item.integer);
  }
  return numbers;
}

std::optional<int> TomlTable::word(const std::string& key, const std::vector<std::string>& words, Need need) const {
  const std::optional<std::string> found = text(key, need);
  if (!found) return std::nullopt;
  const auto it = std::find(words.begin(), words.end(), *found);
  if (it != words.end()) return static_cast<int>(it - words.begin());
  problems_->add(at(key), "unknown_word", {key, *found, nearest(*found, words), listed(words)});
  return std::nullopt;
}

Text TomlTable::both_languages(const std::string& key, Need need) const {
  return {text(key + "_zh", need).value_or(""), text(key + "_en", need).value_or("")};
}

std::vector<TomlTable> TomlTable::tables(const std::string& key) const {
  std::vector<TomlTable> all;
  const TomlNode* node = find(key, Need::optional, Kind::list, "not_list_of_tables");
  if (node == nullptr) return all;
  for (const TomlNode& item : node->items) {
    if (item.kind == Kind::table)
      all.emplace_back(item, *problems_);
    else
      problems_->add(item.at, "not_list_of_tables", {key});
  }
  return all;
}

std::vector<std::pair<std::string, TomlTable>> TomlTable::named_tables(const std::string& key) const {
  std::vector<std::pair<std::string, TomlTable>> all;
  const TomlNode* node = find(key, Need::optional, Kind::table, "not_named_tables");
  if (node == nullptr) return all;
  for (const TomlNode& value : node->entries) {
    node->asked.insert(value.key);
    if (value.kind == Kind::table)
      all.emplace_back(value.key, TomlTable(value, *problems_));
    else
      problems_->add(value.at, "not_named_tables", {key});
  }
  return all;
}

std::vector<std::pair<std::string, double>> TomlTable::named_numbers(const std::string& key) const {
  std::vector<std::pair<std::string, double>> all;
  const TomlNode* node = find(key, Need::optional, Kind::table, "not_table_of_numbers");
  if (node == nullptr) return all;
  for (const TomlNode& value : node->entries) {
    node->asked.insert(value.key);
    if (value.kind == Kind::number || value.kind == Kind::integer)
      all.emplace_back(value.key, value.number);
    else
      problems_->add(value.at, "not_table_of_numbers", {key});
  }
  return all;
}

std::vector<std::string> TomlTable::texts(const std::string& key, Need need) const {
  std::vector<std::string> all;
  const TomlNode* node = find(key, need, Kind::list, "not_list_of_texts");
  if (node == nullptr) return all;
  for (const TomlNode& item : node->items) {
    if (item.kind == Kind::text)
      all.push_back(item.text);
    else
      problems_->add(item.at, "not_list_of_texts", {key});
  }
  return all;
}

}  // namespace gongxu
