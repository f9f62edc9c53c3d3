#include "sim/behaviours/fertility/fertility.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "sim/behaviours/fertility/path.hpp"
#include "sim/people/order_schedules.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;

namespace {
const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2036);

std::vector<double> rising_factors() {
  std::vector<double> factors;
  for (int year = 2020; year <= 2035; ++year) factors.push_back(0.8 + 0.05 * (year - 2020));
  return factors;
}
Fertility compiled(const std::map<std::string, FertilityPolicy>& policies = {}) {
  return compile_fertility(lizhou_pack().region, centre_values(), policies, rising_factors(), kStart, kHorizon);
}
FertilityPolicy policy(int order, double multiplier, Date from) {
  FertilityPolicy p;
  p.order = order;
  p.multiplier = multiplier;
  p.from = from;
  return p;
}
double rate(const Fertility& f, int parity, int age, Tick now) {
  return per_year(f.by_parity[static_cast<std::size_t>(parity)].table().rate(age, now)).value;
}
Person woman(Tick birth, int parity) {
  Person p;
  p.birth = birth;
  p.parity = static_cast<std::uint8_t>(parity) & 31U;
  return p;
}
}  // namespace

TEST_CASE("the hazard is the schedule of the parity times the factor of the year", "[fertility]") {
  const auto f = compiled();
  const OrderSchedules schedules(lizhou_pack().region.national, centre_values());
  for (int parity = 0; parity < kParityClasses; ++parity) {
    const auto schedule = schedules.hazards(parity, Years{1.0});
    for (int age = 15; age < 50; ++age)
      for (const int year : {2021, 2026, 2035})
        CHECK(rate(f, parity, age, year_start(year) + 5) ==
              Approx(schedule[static_cast<std::size_t>(age - 15)].value * (0.8 + 0.05 * (year - 2020))).margin(1e-9));
  }
}

TEST_CASE("births fall from the fifteenth to the fiftieth birthday and at no other age", "[fertility]") {
  const auto f = compiled();
  for (int parity = 0; parity < kParityClasses; ++parity) {
    CHECK(rate(f, parity, 14, kStart) == 0);
    CHECK(rate(f, parity, 50, kStart) == 0);
    if (parity > 0) CHECK(rate(f, parity, 49, kStart) > 0);  // the first order's schedule ends two years sooner
  }
  CHECK(rate(f, 0, 15, kStart) > 0);
  CHECK(kFertileFrom == 15);
  CHECK(kFertileUntil == 50);
  std::mt19937_64 chance(1);
  int births = 0;
  for (int i = 0; i < 200'000; ++i) {
    const Tick birth = to_tick({1966, 1, 1}) + static_cast<Tick>(chance() % (54ULL * kTicksPerYear));
    const Tick from = std::max(kStart, birth);
    const Tick when = f.due(woman(birth, static_cast<int>(chance() % 5)), from, static_cast<std::uint32_t>(chance()));
    if (when == kNever) continue;
    ++births;
    REQUIRE(age_at(birth, when - 1) >= 15);
    REQUIRE(when < birth + 50 * kTicksPerYear);
  }
  CHECK(births > 10'000);
}

TEST_CASE("men bear no children", "[fertility]") {
  const auto f = compiled();
  Person man = woman(to_tick({1992, 3, 3}), 0);
  man.set(Person::kMale, true);
  for (std::uint32_t bits = 0; bits < UINT32_MAX - 10'000'000; bits += 9'999'991)
    CHECK(f.due(man, kStart, bits) == kNever);
}

TEST_CASE("a policy multiplies the hazard of its order from its first day", "[fertility]") {
  const Date first{2026, 1, 1};
  const auto before = compiled(),
             after = compiled({{"third", policy(3, 2.0, first)}, {"second", policy(2, 1.1, first)}});
  for (int parity = 0; parity < kParityClasses; ++parity) {
    const double times = parity == 0 ? 1.0 : parity == 1 ? 1.1 : 2.0;  // the next birth is the first, second, third...
    for (int age = 15; age < 50; ++age)
      for (const Tick t : {to_tick(first), to_tick(first) + 1, year_start(2030), kHorizon - 1})
        CHECK(rate(after, parity, age, t) == Approx(times * rate(before, parity, age, t)).margin(1e-9));
    for (int age = 15; age < 50; ++age)
      CHECK(rate(after, parity, age, to_tick(first) - 1) == rate(before, parity, age, to_tick(first) - 1));
  }
}

TEST_CASE("a policy of order 0 is for all orders, and policies multiply", "[fertility]") {
  const auto before = compiled();
  const auto after = compiled({{"all", policy(0, 1.2, {2025, 7, 1})}, {"third", policy(3, 1.5, {2027, 1, 1})}});
  CHECK(rate(after, 0, 28, year_start(2026)) == Approx(1.2 * rate(before, 0, 28, year_start(2026))).margin(1e-9));
  CHECK(rate(after, 3, 35, year_start(2028)) == Approx(1.2 * 1.5 * rate(before, 3, 35, year_start(2028))).margin(1e-9));
}

TEST_CASE("a more generous policy brings the same birth forward, never back", "[fertility]") {
  const auto before = compiled(), after = compiled({{"all", policy(0, 1.5, {2026, 1, 1})}});
  std::mt19937_64 chance(2);
  int earlier = 0;
  for (int i = 0; i < 100'000; ++i) {
    const Person w = woman(to_tick({1975, 1, 1}) + static_cast<Tick>(chance() % (35ULL * kTicksPerYear)),
                           static_cast<int>(chance() % 4));
    const auto bits = static_cast<std::uint32_t>(chance());
    const Tick a = before.due(w, kStart, bits), b = after.due(w, kStart, bits);
    REQUIRE(b <= a);
    if (a < to_tick({2026, 1, 1}) || b < to_tick({2026, 1, 1})) REQUIRE(a == b);
    earlier += b < a;
  }
  CHECK(earlier > 1000);
}

TEST_CASE("each birth interval has its own draw, and parities above three share a hazard", "[fertility]") {
  std::array<std::uint32_t, 7> ordinals{};
  for (int parity = 0; parity < 7; ++parity)
    ordinals[static_cast<std::size_t>(parity)] = Fertility::ordinal_after_birth(woman(0, parity));
  for (std::size_t i = 1; i < ordinals.size(); ++i) {
    CHECK(ordinals[i] != 0);  // 0 is the interval in which she came under observation
    for (std::size_t k = 1; k < i; ++k) CHECK(ordinals[i] != ordinals[k]);
  }
  CHECK(Fertility::parity_class(woman(0, 2)) == 2);
  CHECK(Fertility::parity_class(woman(0, 3)) == 3);
  CHECK(Fertility::parity_class(woman(0, 9)) == 3);
}

TEST_CASE("the sex of newborns follows the ratio of the year", "[fertility]") {
  const auto f = compiled();
  for (const int year : {2020, 2027, 2035}) {
    const double ratio = lizhou_pack().region.national.sex_ratio_at_birth.at(year);
    const double share = ratio / (1 + ratio);
    CHECK(f.newborn_sex(year_start(year), static_cast<std::uint32_t>((share - 1e-6) * 0x1p32)) == male);
    CHECK(f.newborn_sex(year_start(year), static_cast<std::uint32_t>((share + 1e-6) * 0x1p32)) == female);
  }
}

TEST_CASE("the path of fertility is the national one times the place's level and the scenario's multiplier",
          "[fertility]") {
  auto values = centre_values();
  const auto& medium = lizhou_pack().region.national.tfr.at("medium");
  const auto plain = total_fertility_path(lizhou_pack().region, values, "medium", 2020, 2035);
  values.value["birth_path_multiplier"] = 0.75;
  values.value["relative_fertility"] = 1.1;
  const auto low = total_fertility_path(lizhou_pack().region, values, "medium", 2020, 2035);
  REQUIRE(plain.size() == 16);
  CHECK(plain[0] == Approx(medium.at(2020)));
  for (std::size_t y = 0; y < plain.size(); ++y) {
    // The multiplier begins after the data date, the place's level holds from the start.
    CHECK(low[y] == Approx((y == 0 ? 1.0 : 0.75) * 1.1 * plain[y]));
    CHECK(plain[y] ==
          Approx(medium.at(2020 + static_cast<int>(y)) * values.in_year("birth_path", 2020 + static_cast<int>(y))));
  }
}

TEST_CASE("the path follows the variant that is named, from the data date on", "[fertility]") {
  const auto values = centre_values();
  Region region = lizhou_pack().region;
  const auto& tfr = region.national.tfr;
  region.data_date = {2026, 12, 31};
  const auto medium = total_fertility_path(region, values, "medium", 2020, 2035);
  for (const std::string& variant : fertility_variants()) {
    const auto path = total_fertility_path(region, values, variant, 2020, 2035);
    for (int year = 2020; year <= 2035; ++year) {
      const auto y = static_cast<std::size_t>(year - 2020);
      INFO(variant << " " << year);
      if (year <= 2026) CHECK(path[y] == medium[y]);
      CHECK(path[y] / medium[y] ==
            Approx(year <= 2026 ? 1.0 : tfr.at(variant).at(year) / tfr.at("medium").at(year)).epsilon(1e-12));
    }
  }
}

TEST_CASE("factors rise and fall with the path that they must meet", "[fertility]") {
  const auto values = centre_values();
  const OrderSchedules schedules(lizhou_pack().region.national, values);
  std::array<std::vector<PerYear>, 4> hazards;
  for (int parity = 0; parity < 4; ++parity)
    hazards[static_cast<std::size_t>(parity)] = schedules.hazards(parity, Years{1.0});
  const auto path = total_fertility_path(lizhou_pack().region, values, "medium", 2020, 2035);
  const auto base = fertility_factors(test::lizhou_tabulated().women, hazards, 2020, path);
  auto once = path;
  once[8] *= 1.2;  // 2028 alone
  const auto changed = fertility_factors(test::lizhou_tabulated().women, hazards, 2020, once);
  REQUIRE(base.size() == path.size());
  for (std::size_t y = 0; y < 8; ++y) CHECK(changed[y] == base[y]);
  CHECK(changed[8] > 1.15 * base[8]);
  CHECK(changed[9] != base[9]);  // more women have just given birth
  for (const double f : base) CHECK((f > 0.2 && f < 5));
}
