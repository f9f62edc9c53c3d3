/// SHA-256, the identity of inputs, outputs and scenarios.
#pragma once
#include <string>
#include <string_view>

namespace gongxu {

/// 64 hexadecimal digits, small letters.
std::string sha256_hex(std::string_view bytes);
/// The same of a file's bytes, read in pieces. @throws std::runtime_error if it cannot be read.
std::string sha256_hex_of_file(const std::string& path);

}  // namespace gongxu
