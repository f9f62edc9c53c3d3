/// Columns and colours, without a terminal.
#include "sim/core/terminal.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu;

namespace {

/// Relative luminance, 0 to 1, of a colour of xterm's cube (numbers 16 to 231), as WCAG 2 defines it.
double luminance(int colour) {
  constexpr std::array<double, 6> kLevels{0, 95, 135, 175, 215, 255};
  constexpr std::array<double, 3> kWeights{0.2126, 0.7152, 0.0722};
  const int cube = colour - 16;
  const std::array<int, 3> rgb{cube / 36, cube / 6 % 6, cube % 6};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double v = kLevels[static_cast<std::size_t>(rgb[i])] / 255;
    sum += kWeights[i] * (v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
  }
  return sum;
}

struct Coloured {
  Coloured() { set_colour(true); }
  ~Coloured() { set_colour(false); }
};

}  // namespace

TEST_CASE("Chinese characters fill two columns, sequences of colour none") {
  CHECK(display_width("beds") == 4);
  CHECK(display_width("床位") == 4);
  CHECK(display_width("富余 ▽") == 6);
  const Coloured on;
  CHECK(display_width(coloured(Tone::idle, "富余 ▽") + "1") == 7);
}

TEST_CASE("nothing is coloured unless it is asked for, nor what needs no notice") {
  CHECK(coloured(Tone::bad, "short") == "short");
  const Coloured on;
  CHECK(coloured(Tone::bad, "short") == "\x1b[38;5;160mshort\x1b[0m");
  CHECK(coloured(Tone::none, "conditional") == "conditional");
  CHECK(coloured(Tone::bad, "").empty());
}

TEST_CASE("every colour can be read on black and on white") {
  constexpr double kOfLargeText = 3;  // the least contrast that WCAG 2 asks for where shape helps to tell
  for (const Tone tone : {Tone::good, Tone::idle, Tone::doubtful, Tone::bad}) {
    const double l = luminance(colour_of(tone));
    INFO(colour_of(tone));
    CHECK((l + 0.05) / 0.05 > kOfLargeText);
    CHECK(1.05 / (l + 0.05) > kOfLargeText);
  }
}
