#include "sim/core/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace gongxu {
namespace {

bool colour = false;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// The wide ranges that occur in our texts: CJK, full-width forms and punctuation, kana.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x20000 && c <= 0x3fffd);
}

}  // namespace

int display_width(const std::string& utf8) {
  constexpr char kEscape = '\x1b', kEndOfColour = 'm';
  int width = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    if (utf8[i] == kEscape) {
      const std::size_t end = utf8.find(kEndOfColour, i);
      i = end == std::string::npos ? utf8.size() : end + 1;
      continue;
    }
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xffu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3fu);
    width += is_wide(c) ? 2 : 1;
    i += length;
  }
  return width;
}

int terminal_columns(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool takes_sequences(int descriptor) { return isatty(descriptor) == 1 && environment("TERM") != "dumb"; }
bool takes_colour(int descriptor) { return takes_sequences(descriptor) && environment("NO_COLOR").empty(); }

int colour_of(Tone tone) {
  constexpr int kGreen = 28, kBlue = 32, kBrown = 130, kRed = 160;
  return tone == Tone::good ? kGreen : tone == Tone::idle ? kBlue : tone == Tone::doubtful ? kBrown : kRed;
}

void set_colour(bool on) { colour = on; }

std::string coloured(Tone tone, const std::string& text) {
  if (!colour || tone == Tone::none || text.empty()) return text;
  return "\x1b[38;5;" + std::to_string(colour_of(tone)) + "m" + text + "\x1b[0m";
}

}  // namespace gongxu
