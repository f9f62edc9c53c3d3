/// Who is who: identities that do not depend on where a person is stored.
///
/// A row index changes with the number of shards and the order of the input; an identity does not.
/// Every draw and every tie between events of one tick uses the identity.
#pragma once
#include <cstdint>

namespace gongxu {

using PersonId = std::uint64_t;

/// Bijective 64-bit mixing (finaliser of SplitMix64, Steele et al. 2014).
constexpr std::uint64_t mix64(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}
constexpr std::uint64_t mix64(std::uint64_t a, std::uint64_t b) { return mix64(mix64(a) ^ b); }

/// A resident of the base date: zone (by the hash of its code, so that the order of zones in a
/// file is free), sex, single year of age, and serial number within that cell.
constexpr PersonId resident_id(std::uint64_t zone_key, int sex, int age, std::uint32_t serial) {
  return mix64(zone_key ^ 0x7265736964656e74ULL,
               static_cast<std::uint64_t>(sex) << 48 | static_cast<std::uint64_t>(age) << 32 | serial);
}
/// The n-th live birth of a mother (n counts from 1).
constexpr PersonId child_id(PersonId mother, int birth_number) {
  return mix64(mother ^ 0x6368696c64ULL, static_cast<std::uint64_t>(birth_number));
}
/// The n-th arrival of a stream (one stream a zone and month).
constexpr PersonId migrant_id(std::uint64_t zone_key, std::uint64_t stream, std::uint32_t serial) {
  return mix64(mix64(zone_key ^ 0x6d696772616e74ULL, stream), serial);
}
/// FNV-1a of a zone's code.
constexpr std::uint64_t key_of(const char* text, std::uint64_t length) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (std::uint64_t i = 0; i < length; ++i) h = (h ^ static_cast<unsigned char>(text[i])) * 0x100000001b3ULL;
  return h;
}

}  // namespace gongxu
