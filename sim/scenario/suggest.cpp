#include "sim/scenario/suggest.hpp"

#include <algorithm>
#include <cctype>

namespace gongxu {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  // Optimal string alignment: rows i - 2, i - 1 and i of the table of prefix distances.
  std::vector<int> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replace = last[j - 1] + (same_letter(a[i - 1], b[j - 1]) ? 0 : 1);
      now[j] = std::min({replace, last[j] + 1, now[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]);
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const auto it = std::min_element(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
    return edit_distance(word, a) < edit_distance(word, b);
  });
  return it == known.end() ? std::string() : *it;
}

bool is_slip(std::string_view word, std::string_view known) {
  constexpr int kLettersPerSlip = 3;
  return edit_distance(word, known) * kLettersPerSlip <= static_cast<int>(std::max(word.size(), known.size()));
}

std::string listed(const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 40;
  if (known.size() > kFew) return "…";
  std::string all;
  for (const std::string& word : known) all += (all.empty() ? "" : ", ") + word;
  return all;
}

}  // namespace gongxu
