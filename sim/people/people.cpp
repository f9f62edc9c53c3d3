#include "sim/people/people.hpp"

#include <algorithm>
#include <cassert>

namespace gongxu {

Row People::add(const Person& person, PersonId id) {
  if (size() == rows_.capacity()) reserve(size() + size() / 8 + 16);  // doubling would cost half the table
  rows_.push_back({person, id});
  mothers_.push_back(kNoRow);
  older_siblings_.push_back(kNoRow);
  return size() - 1;
}

void People::link(Row child, Row mother) {
  Row& youngest = rows_[mother].person.youngest_child;
  assert(youngest == kNoRow || rows_[youngest].person.birth <= rows_[child].person.birth);
  mothers_[child] = mother;
  older_siblings_[child] = youngest;
  youngest = child;
}

void People::reserve(std::size_t rows) {
  const auto grow = [&](auto& column) {
    const std::size_t before = bytes();
    column.reserve(rows);  // the old and the new one stand side by side while it copies
    peak_bytes_ = std::max({peak_bytes_, bytes(), before + column.capacity() * sizeof(column[0])});
  };
  grow(rows_);
  grow(mothers_);
  grow(older_siblings_);
}

void People::assign(const People& other, std::size_t room) {
  *this = People();
  reserve(std::max<std::size_t>(room, other.size()));
  rows_ = other.rows_;  // a vector keeps its capacity where that is enough
  mothers_ = other.mothers_;
  older_siblings_ = other.older_siblings_;
}

std::size_t People::bytes() const {
  return rows_.capacity() * sizeof(Identified) + (mothers_.capacity() + older_siblings_.capacity()) * sizeof(Row);
}

std::vector<Part> split_by_lineage(const People& all, int shards) {
  std::vector<Part> parts(static_cast<std::size_t>(shards));
  std::vector<int> part(all.size());
  std::vector<Row> place(all.size());
  for (Row r = 0; r < all.size(); ++r) {
    Row root = r;
    while (all.mother(root) != kNoRow) root = all.mother(root);
    part[r] = shard_of(all.id(root), shards);
    Person p = all[r];
    p.youngest_child = kNoRow;
    place[r] = parts[part[r]].people.add(p, all.id(r));
    parts[part[r]].origin.push_back(r);
  }
  // Link each mother's children from the oldest on, so that the youngest comes to stand first.
  std::vector<Row> children;
  for (Row m = 0; m < all.size(); ++m) {
    children.clear();
    for (Row c = all[m].youngest_child; c != kNoRow; c = all.older_sibling(c)) children.push_back(c);
    for (auto c = children.rbegin(); c != children.rend(); ++c) parts[part[m]].people.link(place[*c], place[m]);
  }
  return parts;
}

}  // namespace gongxu
