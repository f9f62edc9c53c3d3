#include "sim/core/messages.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

template <class Message>
const Message* find(std::span<const Message> messages, std::string_view key) {
  const auto it = std::find_if(messages.begin(), messages.end(), [&](const Message& m) { return m.key == key; });
  return it == messages.end() ? nullptr : &*it;
}

}  // namespace

std::span<const ProblemMessage> problem_messages() {
  static const std::vector<ProblemMessage> all = [] {
    std::vector<ProblemMessage> joined;
    for (const auto part : {file_problem_messages(), region_problem_messages(), plan_problem_messages(),
                            command_problem_messages(), observation_problem_messages(), calibration_problem_messages(),
                            machine_problem_messages(), publish_problem_messages()})
      joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

std::span<const PlainMessage> plain_messages() {
  static const std::vector<PlainMessage> all = [] {
    std::vector<PlainMessage> joined;
    for (const auto part : {output_messages(), solve_messages(), study_messages(), truth_messages(),
                            calibration_messages(), hindcast_messages(), audit_messages(), machine_messages(),
                            publish_messages(), report_messages(), report_method_messages(), report_word_messages(),
                            report_chart_messages(), workbook_messages(), workbook_table_messages()})
      joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

const ProblemMessage& problem_message(std::string_view key) {
  if (const ProblemMessage* m = find(problem_messages(), key)) return *m;
  throw std::logic_error("no problem message with the key " + std::string(key));
}

std::string filled(std::string_view text, const std::vector<std::string>& values) {
  fmt::dynamic_format_arg_store<fmt::format_context> blanks;
  for (const std::string& value : values) blanks.push_back(value);
  try {
    return fmt::vformat(text, blanks);
  } catch (const fmt::format_error& error) {
    throw std::logic_error("message \"" + std::string(text) + "\": " + error.what());
  }
}

std::string say(Language language, std::string_view key, const std::vector<std::string>& values) {
  const PlainMessage* m = find(plain_messages(), key);
  if (m == nullptr) throw std::logic_error("no message with the key " + std::string(key));
  return filled(language == Language::zh ? m->zh : m->en, values);
}

}  // namespace gongxu
