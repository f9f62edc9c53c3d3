#include "sim/people/people.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gongxu {

void People::name_residents(Tick start, std::vector<std::uint64_t> zone_keys) {
  start_ = start;
  zone_keys_ = std::move(zone_keys);
}

Row People::add(const Named& row) {
  rows_.push_back(row);
  if (columns_.dates) dates_.push_back({});
  if (columns_.kin) kin_.push_back(kNoRow);
  if (columns_.mothers) mothers_.push_back(kNoRow);
  return size() - 1;
}

Row People::add_resident(const Person& person, std::uint32_t serial) {
  if (person.zone >> kZoneBits == 0 && serial >> kSerialBits == 0)
    return add({person, static_cast<std::uint32_t>(person.zone) << kSerialBits | serial});
  return add(person, resident_id(zone_keys_[person.zone], person.sex(), age_at(person.birth, start_), serial));
}

Row People::add(const Person& person, PersonId id) {
  ids_.push_back(id);
  return add({person, kKept | (ids_.size() - 1)});
}

void People::link(Row child, Row mother) {
  assert(rows_[mother].person.birth < rows_[child].person.birth);
  if (columns_.mothers) mothers_[child] = mother;
  if (!columns_.kin) return;
  kin_[child] = youngest_child(mother);
  assert(kin_[child] == kNoRow || rows_[kin_[child]].person.birth <= rows_[child].person.birth);
  kin_[mother] = child;
}

void People::cancel_all(Row r) {
  for (Tick& t : rows_[r].person.due) t = kNever;
  if (columns_.dates) dates_[r] = {};
}

People People::emptied() const {
  People out(columns_);
  out.name_residents(start_, zone_keys_);
  return out;
}

Row People::add_from(const People& other, Row r) {
  const Named& row = other.rows_[r];
  return row.name & kKept ? add(row.person, other.id(r)) : add(row);
}

People People::with(Columns columns) const {
  assert(columns_.kin >= columns.kin && columns_.mothers >= columns.mothers);
  People out(columns);
  out.name_residents(start_, zone_keys_);
  out.rows_ = rows_, out.ids_ = ids_;
  if (columns.kin) out.kin_ = kin_;
  if (columns.mothers) out.mothers_ = mothers_;
  if (!columns.dates) return out;
  if (columns_.dates)
    out.dates_ = dates_;
  else
    out.dates_.assign(size(), {});
  return out;
}

std::size_t People::bytes() const {
  return rows_.bytes() + ids_.bytes() + dates_.bytes() + kin_.bytes() + mothers_.bytes();
}

std::vector<Part> split_by_lineage(const People& all, int shards) {
  std::vector<Part> parts(static_cast<std::size_t>(shards), Part{all.emptied(), {}});
  std::vector<int> part(all.size());
  std::vector<Row> place(all.size());
  for (Row r = 0; r < all.size(); ++r) {
    Row root = r;
    while (all.mother(root) != kNoRow) root = all.mother(root);
    part[r] = shard_of(all.id(root), shards);
    Part& to = parts[static_cast<std::size_t>(part[r])];
    place[r] = to.people.add_from(all, r);
    to.origin.push_back(r);
  }
  for (Row r = 0; r < all.size(); ++r)  // in the order of birth: the youngest comes to stand first
    if (all.mother(r) != kNoRow) parts[static_cast<std::size_t>(part[r])].people.link(place[r], place[all.mother(r)]);
  return parts;
}

}  // namespace gongxu
