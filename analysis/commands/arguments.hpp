/// What the user typed: the command, its paths and options.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

struct Arguments {
  std::string command;
  std::vector<std::string> paths;
  RunOptions run;
  Language lang = Language::zh;
  std::string out, trace;
  std::string census, later, earlier, national;  ///< tables of many places, and the nation's folder
  std::string widen;                             ///< margins of past errors, widening.csv; empty: none
  int agents = 0;                                ///< places of a census that agents live too
  std::string observations;  ///< table of observations; hindcast, if empty: observations.csv of each place
  std::vector<std::string> services;
  std::vector<int> years;
  double probability = 0.2;
  std::vector<long> between, candidates;  ///< [units]
  std::string method = "morris";
  int split = 0;
  int trajectories = 10, samples = 64, chances = 2;
  std::vector<std::string> factors;
  bool grouped = false, preview = false;
  std::vector<std::string> parameters;
  std::string posterior;
  std::vector<int> hold_out;
  int draws = 400;
  bool poisson = false;
  bool force = false, resume = false, quiet = false, json = false;
  int people = 1'000'000, repeats = 7;
  std::vector<std::string> line;
  StudyLines deciding;               ///< every option but those that change no result, with its value
  std::vector<std::string> typed;    ///< names of the options on the command line
  std::vector<std::string> formats;  ///< report: what to make; empty: all but the database
  int mask = 0;                      ///< report: counts of persons below it are masked; 0: none
  std::vector<std::string> parts;    ///< folders of parts of the run, to be merged
};

/// The words of a command line that gives the options of a study's lines.
/// @throws boost::program_options::error for an option that this program does not know.
std::vector<std::string> options_of(const StudyLines&);

/// Reads the command line into `a`. @returns false if help or the version was asked for, and printed.
/// @throws InputError for an unknown command or option, or a number outside its range.
bool parse_arguments(int argc, char** argv, Arguments& a);

/// Refuses what the user typed. @throws InputError always.
[[noreturn]] void refuse(const std::string& option, const std::string& key, std::vector<std::string> values);
/// @throws InputError if an option's number lies outside [least, most].
void check_range(const std::string& option, long value, long least, long most);

}  // namespace gongxu
