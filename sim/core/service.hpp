/// The services that a plan promises, by the words that files and tables use.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongxu {

enum class Service : std::uint8_t {
  childcare,
  kindergarten,
  primary,
  junior,
  senior,
  care_bed,     ///< all care beds; in a demand spell: an ordinary one
  nursing_bed,  ///< the nursing beds among them
  hospital_bed,
  physician,
  nurse
};
inline constexpr std::size_t kServices = 10;
inline constexpr std::size_t kStages = 4;  ///< of schooling: kindergarten to senior

struct ServiceInfo {
  const char* word;
  const char* unit;     ///< of capacity
  const char* demands;  ///< unit of demand: who or what a unit of capacity serves
};
inline constexpr std::array<ServiceInfo, kServices> kServiceInfo{{
    {"childcare", "places", "children"},
    {"kindergarten", "seats", "pupils"},
    {"primary", "seats", "pupils"},
    {"junior", "seats", "pupils"},
    {"senior", "seats", "pupils"},
    {"care_bed", "beds", "residents of institutions"},
    {"nursing_bed", "beds", "residents of institutions"},
    {"hospital_bed", "beds", "patients in a bed"},
    {"physician", "physicians", "physicians at the base year's load"},
    {"nurse", "nurses", "nurses at the base year's load"},
}};

constexpr std::size_t index_of(Service s) { return static_cast<std::size_t>(s); }
constexpr Service service_at(std::size_t i) { return static_cast<Service>(i); }
constexpr const ServiceInfo& info(Service s) { return kServiceInfo[index_of(s)]; }
/// @returns kServices if no service has this word.
constexpr std::size_t service_of_word(std::string_view word) {
  std::size_t i = 0;
  while (i < kServices && word != kServiceInfo[i].word) ++i;
  return i;
}
constexpr bool is_school(Service s) { return index_of(s) - index_of(Service::kindergarten) < kStages; }
constexpr std::size_t stage_of(Service school) { return index_of(school) - index_of(Service::kindergarten); }
constexpr Service stage_at(std::size_t stage) { return service_at(index_of(Service::kindergarten) + stage); }

}  // namespace gongxu
