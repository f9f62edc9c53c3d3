/// Where numbers come from: scenarios/SOURCES.csv, which every other file cites by id.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"

namespace gongxu {

struct Source {
  std::string title, publisher, year, read_at, licence, confidence;
};
/// By id. Empty if the file could not be read: then no citation is called unknown.
using SourceList = std::map<std::string, Source>;

/// Reads SOURCES.csv. @param named_at what to blame if it is missing.
SourceList read_sources(const std::string& path, const Position& named_at, Problems&);

/// Adds "unknown_source" or "unknown_status" for what SOURCES.csv or the list of statuses lacks.
void check_source(const SourceList&, const std::string& source, const Position& at, Problems&);
void check_status(const std::string& status, const Position& at, Problems&);

/// measured, derived, assumed, calibrated, policy.
const std::vector<std::string>& known_statuses();

}  // namespace gongxu
