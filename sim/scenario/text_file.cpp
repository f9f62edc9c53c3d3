#include "sim/scenario/text_file.hpp"

#include <iconv.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <type_traits>

namespace gongxu {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bytes of the UTF-8 character at the start of `s`, 0 if there is none (RFC 3629: no overlong
/// form, no surrogate, nothing above U+10FFFF).
std::size_t character_length(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || s.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (begins_character(s[i])) return 0;
  const unsigned char second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = character_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::optional<std::string> utf8_from_gb18030(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<std::remove_pointer_t<iconv_t>, int (*)(iconv_t)> closer(converter, iconv_close);

  std::string in(bytes), out;
  out.resize(in.size() * 2 + 1);  // two bytes of GB18030 become three of UTF-8, four become at most four
  char* from = in.data();
  char* to = out.data();
  std::size_t from_left = in.size(), to_left = out.size();
  if (iconv(converter, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1) || from_left != 0)
    return std::nullopt;
  out.resize(out.size() - to_left);
  return out;
}

std::optional<std::string> read_text_file(const std::string& path, const Position& named_at, Problems& problems) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    problems.add(named_at.file.empty() ? Position{path} : named_at, "missing_file", {path});
    return std::nullopt;
  }
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  if (is_utf8(text)) return text;
  std::optional<std::string> converted = utf8_from_gb18030(text);
  if (!converted) problems.add({path}, "bad_encoding");
  return converted;
}

std::string path_beside(const std::string& from, const std::string& name) {
  return (std::filesystem::path(from).parent_path() / name).lexically_normal().string();
}

}  // namespace gongxu
