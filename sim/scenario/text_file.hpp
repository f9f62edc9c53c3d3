/// A user's text file as UTF-8, whatever the spreadsheet saved it as.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/problem.hpp"

namespace gongxu {

/// The text without byte order mark; GB18030 is converted.
/// @param named_at where the file is named, for the problem "missing_file"; its file may be empty.
std::optional<std::string> read_text_file(const std::string& path, const Position& named_at, Problems&);

bool is_utf8(std::string_view bytes);
/// Converts GB18030 to UTF-8; empty if the bytes are not GB18030 either.
std::optional<std::string> utf8_from_gb18030(std::string_view bytes);

/// True for the bytes of UTF-8 that begin a character: columns count characters, as editors do.
constexpr bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// `name` as seen from the folder of `from`, without "x/..": scenarios/lizhou/../national becomes scenarios/national.
std::string path_beside(const std::string& from, const std::string& name);

}  // namespace gongxu
