/// "Did you mean": the known word nearest to a misspelt one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongxu {

/// Letters to insert, delete, replace or swap with a neighbour to make `a` of `b`; small and capital
/// letters count as the same.
int edit_distance(std::string_view a, std::string_view b);

/// The nearest of the known words (the first of equals); empty only if there are none.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// "a, b, c": the known words, if they are few enough to be told; else "…".
std::string listed(const std::vector<std::string>& known);

/// True if `word` looks like a slip of the pen for `known`: at most a third of it differs.
bool is_slip(std::string_view word, std::string_view known);

}  // namespace gongxu
