#include "sim/engine/service_rules.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

TEST_CASE("people wait for places and care beds; of all other services the load is judged", "[service_rules]") {
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    const ServiceRules rules = rules_of(s);
    INFO(info(s).word);
    CHECK(rules.queues == (s == Service::childcare || s == Service::care_bed || s == Service::nursing_bed));
    CHECK(rules.limits.surplus_below > 0);
    CHECK(rules.limits.surplus_below < rules.limits.short_above);
    // Staff and hospital beds are one pool; places, seats and care beds stand in zones.
    CHECK(rules.limits.by_zone == (s != Service::hospital_bed && s != Service::physician && s != Service::nurse));
  }
}

TEST_CASE("each service has its own limits", "[service_rules]") {
  CHECK(rules_of(Service::care_bed).limits.short_above == 0.95);
  CHECK(rules_of(Service::nursing_bed).limits.surplus_below == 0.60);
  CHECK(rules_of(Service::kindergarten).limits.surplus_below == 0.75);
  CHECK(rules_of(Service::primary).limits.surplus_below == 0.70);
  CHECK(rules_of(Service::senior).limits.short_above == 1.0);
  CHECK(rules_of(Service::hospital_bed).limits.short_above == 0.93);
  CHECK(rules_of(Service::nurse).limits.short_above == 1.10);
}
