/// Which words are coloured.
#include "analysis/read/tones.hpp"

#include <catch2/catch.hpp>

#include "analysis/read/verdicts.hpp"
#include "sim/plan/audit.hpp"

using namespace gongxu;

TEST_CASE("every word of a verdict, a target or a finding has its colour, but for those that ask for no notice") {
  for (const Verdict v : {Verdict::sufficient, Verdict::insufficient, Verdict::surplus, Verdict::mismatch,
                          Verdict::uncertain, Verdict::conditional, Verdict::none}) {
    INFO(word_of(v));
    CHECK((tone_of(word_of(v)) == Tone::none) == (v == Verdict::conditional || v == Verdict::none));
  }
  for (const Attainment a :
       {Attainment::met, Attainment::likely, Attainment::open, Attainment::unlikely, Attainment::on_path,
        Attainment::behind, Attainment::conditional, Attainment::not_computed, Attainment::none}) {
    INFO(word_of(a));
    const bool quiet = a == Attainment::conditional || a == Attainment::not_computed || a == Attainment::none;
    CHECK((tone_of(word_of(a)) == Tone::none) == quiet);
  }
  CHECK(tone_of(word_of(Severity::error)) == Tone::bad);
  CHECK(tone_of(word_of(Severity::warning)) == Tone::doubtful);
  CHECK(tone_of(word_of(Severity::note)) == Tone::none);
  CHECK(tone_of(word_of(Verdict::insufficient)) != tone_of(word_of(Verdict::surplus)));
}
