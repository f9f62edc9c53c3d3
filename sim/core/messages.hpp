/// The message catalogue: every text that the program says to its user, in Chinese and English.
/// A blank is written {0}, {1}, ...; both languages of an entry have the same blanks (a test checks).
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace gongxu {

/// A mistake of the user's: what is wrong, the rule that it breaks, the remedy.
struct ProblemMessage {
  std::string_view key;
  std::string_view zh_what, zh_rule, zh_remedy;
  std::string_view en_what, en_rule, en_remedy;
};
/// Any other text: headings, verdict words, progress.
struct PlainMessage {
  std::string_view key;
  std::string_view zh, en;
};

std::span<const ProblemMessage> problem_messages();
std::span<const PlainMessage> plain_messages();

/// The entry of a problem's key. A key that the catalogue lacks is our mistake: std::logic_error.
const ProblemMessage& problem_message(std::string_view key);
/// A catalogue text with its blanks filled. Too few values are our mistake: std::logic_error.
std::string filled(std::string_view text, const std::vector<std::string>& values);

/// The text of `key` with its blanks filled. A key that the catalogue lacks is our mistake: std::logic_error.
std::string say(Language, std::string_view key, const std::vector<std::string>& values = {});

}  // namespace gongxu
