#include "tests/counterfactual/worlds.hpp"

#include <map>
#include <memory>

namespace gongxu::test {

const World& world(const std::string& name) {
  static std::map<std::string, std::unique_ptr<World>> worlds;
  auto& made = worlds[name];
  if (!made) made = std::make_unique<World>(lizhou_pack().scenarios.at(name));
  return *made;
}

bool same(const Life& a, const Life& b) {
  return a.birth == b.birth && a.from == b.from && a.to == b.to && a.sex == b.sex && a.parity == b.parity &&
         a.exit == b.exit && a.births == b.births && a.zones == b.zones && a.wish_from == b.wish_from &&
         a.wish_to == b.wish_to && a.states == b.states && a.care == b.care && a.outside == b.outside;
}

bool same_way(const Life& a, const Life& b) {
  Life c = a;
  c.births = b.births;
  return same(c, b);
}

}  // namespace gongxu::test
