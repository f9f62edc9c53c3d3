#include "analysis/read/tones.hpp"

#include <algorithm>
#include <iterator>

namespace gongxu {

Tone tone_of(std::string_view word) {
  struct Entry {
    std::string_view word;
    Tone tone;
  };
  constexpr Entry kTones[] = {{"sufficient", Tone::good},  {"surplus", Tone::idle}, {"uncertain", Tone::doubtful},
                              {"insufficient", Tone::bad}, {"mismatch", Tone::bad}, {"met", Tone::good},
                              {"likely", Tone::good},      {"on path", Tone::good}, {"open", Tone::doubtful},
                              {"unlikely", Tone::bad},     {"behind", Tone::bad},   {"error", Tone::bad},
                              {"warning", Tone::doubtful}};
  const auto* const found =
      std::find_if(std::begin(kTones), std::end(kTones), [&](const Entry& e) { return e.word == word; });
  return found == std::end(kTones) ? Tone::none : found->tone;
}

}  // namespace gongxu
