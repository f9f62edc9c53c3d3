/// Text in the two languages of the program.
#pragma once
#include <string>

namespace gongxu {

enum class Language { zh, en };

/// A text that the user reads, in both languages.
struct Text {
  std::string zh, en;
  const std::string& in(Language l) const { return l == Language::zh ? zh : en; }
};

}  // namespace gongxu
