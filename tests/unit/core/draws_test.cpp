#include "sim/core/draws.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

using namespace gongxu;

TEST_CASE("the generator gives Random123's published answer", "[draws]") {
  // Philox4x32-10, counter 0, key 0: first line of the library's known-answer file.
  const auto block = Draws(0, 0).block(0, Purpose::death, 0);
  CHECK(block == Draws::Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

TEST_CASE("the same address gives the same draw, in any order of asking", "[draws]") {
  const Draws a(7, 3), b(7, 3);
  const auto first = a.bits(42, Purpose::birth, 2);
  a.bits(43, Purpose::death);
  CHECK(a.bits(42, Purpose::birth, 2) == first);
  CHECK(b.bits(42, Purpose::birth, 2) == first);
}

TEST_CASE("seed, replicate, person, purpose and ordinal each change the draw", "[draws]") {
  std::set<std::uint32_t> seen;
  int asked = 0;
  for (const std::uint32_t seed : {1U, 2U})
    for (const std::uint32_t replicate : {0U, 1U, kNoReplicate})
      for (const PersonId person : {PersonId{1}, PersonId{2}, PersonId{1} << 32})
        for (const Purpose purpose :
             {Purpose::death, Purpose::birth, Purpose::move, Purpose::leave, Purpose::childcare_wish,
              Purpose::travel_refusal, Purpose::newborn_sex, Purpose::destination, Purpose::parity,
              Purpose::arrival_gap, Purpose::parameter, Purpose::path})
          for (const std::uint32_t ordinal : {0U, 1U, 2U}) {
            seen.insert(Draws(seed, replicate).bits(person, purpose, ordinal));
            ++asked;
          }
  CHECK(static_cast<int>(seen.size()) == asked);  // 648 of 2^32: a chance meeting has probability 5e-5
}

TEST_CASE("a purpose is one word of its group's block", "[draws]") {
  const Draws d(5, 6);
  const auto life = d.block(99, Purpose::death, 1);
  CHECK(d.bits(99, Purpose::death, 1) == life[0]);
  CHECK(d.bits(99, Purpose::birth, 1) == life[1]);
  CHECK(d.bits(99, Purpose::move, 1) == life[2]);
  CHECK(d.bits(99, Purpose::leave, 1) == life[3]);
  CHECK(d.block(99, Purpose::leave, 1) == life);
}

TEST_CASE("a uniform is never 0 nor 1", "[draws]") {
  CHECK(Draws::to_uniform(0) > 0);
  CHECK(Draws::to_uniform(UINT32_MAX) < 1);
  CHECK(Draws::to_uniform(0x80000000U) == Approx(0.5).epsilon(1e-9));
}

TEST_CASE("draws of neighbouring addresses are uniform and unrelated", "[draws]") {
  // n pairs: the mean has SE 0.289 / sqrt(n), a correlation 1 / sqrt(n); sees 0.4 % and 0.013.
  const Draws d(11, 0);
  constexpr int n = 100'000;
  const auto look = [&](auto first, auto second) {
    double sum = 0, product = 0;
    std::vector<int> cells(100);
    for (int i = 0; i < n; ++i) {
      const double x = first(static_cast<PersonId>(i)), y = second(static_cast<PersonId>(i));
      sum += x;
      product += (x - 0.5) * (y - 0.5);
      ++cells[static_cast<std::size_t>(x * 100)];
    }
    double chi2 = 0;
    for (const int c : cells) chi2 += (c - n / 100.0) * (c - n / 100.0) / (n / 100.0);
    CHECK(std::fabs(sum / n - 0.5) < 4 * 0.2887 / std::sqrt(n));
    CHECK(std::fabs(product / n * 12) < 4 / std::sqrt(n));
    CHECK(chi2 < 99 + 4 * std::sqrt(2 * 99.0));
  };
  const auto of = [&](Purpose p, std::uint32_t ordinal) {
    return [&, p, ordinal](PersonId i) { return d.uniform(i, p, ordinal); };
  };
  look(of(Purpose::birth, 0), of(Purpose::birth, 1));
  look(of(Purpose::birth, 0), of(Purpose::death, 0));
  look(of(Purpose::move, 0), [&](PersonId i) { return d.uniform(i + 1, Purpose::move, 0); });
  look(of(Purpose::leave, 0), [&](PersonId i) { return Draws(11, 1).uniform(i, Purpose::leave, 0); });
}

TEST_CASE("identities of residents, children and migrants do not meet", "[draws]") {
  std::set<PersonId> seen;
  std::size_t made = 0;
  const auto add = [&](PersonId id) { seen.insert(id), ++made; };
  for (const char* zone : {"core", "rural"}) {
    const auto key = key_of(zone, std::string_view(zone).size());
    for (int sex = 0; sex < 2; ++sex)
      for (int age = 0; age <= 100; ++age)
        for (std::uint32_t serial = 0; serial < 200; ++serial) {
          const PersonId id = resident_id(key, sex, age, serial);
          add(id);
          if (sex == 0) add(child_id(id, 1)), add(child_id(id, 2));
        }
    for (std::uint64_t stream = 24240; stream < 24440; ++stream)
      for (std::uint32_t serial = 0; serial < 100; ++serial) add(migrant_id(key, stream, serial));
  }
  CHECK(seen.size() == made);
}
