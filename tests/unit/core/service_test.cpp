#include "sim/core/service.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

using namespace gongxu;

TEST_CASE("every service has a word of its own by which it is found again", "[service]") {
  std::set<std::string> words;
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    CHECK(index_of(s) == i);
    CHECK(words.insert(info(s).word).second);
    CHECK(service_of_word(info(s).word) == i);
    CHECK_FALSE(std::string(info(s).unit).empty());
    CHECK_FALSE(std::string(info(s).demands).empty());
  }
  CHECK(service_of_word("creche") == kServices);
  CHECK(service_of_word("") == kServices);
  CHECK(service_of_word("care_beds") == kServices);
}

TEST_CASE("the words stand at their services, and the stages run from kindergarten to senior", "[service]") {
  CHECK(std::string(info(Service::childcare).word) == "childcare");
  CHECK(std::string(info(Service::care_bed).word) == "care_bed");
  CHECK(std::string(info(Service::nursing_bed).word) == "nursing_bed");
  CHECK(std::string(info(Service::hospital_bed).word) == "hospital_bed");
  CHECK(std::string(info(Service::physician).word) == "physician");
  CHECK(std::string(info(Service::nurse).word) == "nurse");
  CHECK(stage_at(0) == Service::kindergarten);
  CHECK(stage_at(1) == Service::primary);
  CHECK(stage_at(2) == Service::junior);
  CHECK(stage_at(3) == Service::senior);
  CHECK(kStages == 4);
}
