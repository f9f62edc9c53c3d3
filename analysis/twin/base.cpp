#include "analysis/twin/base.hpp"

#include <algorithm>

#include "sim/output/tally.hpp"

namespace gongxu {

BasePeople::BasePeople(const InitialPopulation& population, Eigen::Index zones, const BirthIntervals& intervals,
                       int last_month)
    : month(month_index(population.start)), children(zones, last_month + 1) {
  const int stages = intervals.stages();
  for (const std::size_t sex : {0, 1}) {
    students[sex] = Eigen::MatrixXd::Zero(zones, month + 1);
    for (int born = 0; born <= month; ++born) {
      const bool fertile = is_fertile(sex, month - born);
      persons[sex].push_back(Eigen::MatrixXd::Zero(zones, fertile ? TwinRates::kParities * stages : 1));
    }
  }
  const People& people = population.people;
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    const int born = month_index(p.birth);
    if (p.has(Person::kStudent)) {
      students[p.sex()](p.zone, born) += 1;
      continue;
    }
    const Row with = people.mother(r);
    if (age_at(p.birth, population.start) < kMovesAlone && with != kNoRow) {
      const Person& mother = people[with];
      if (mother.has(Person::kStudent)) {
        const Tick finished = std::max(population.start + 1, mother.birth + kStudentUntil * kTicksPerYear);
        students_children.push_back({p.sex(), born, p.zone, month_index(first_september_from(finished)), 1});
      } else {
        children.add(p.sex(), born, month_index(mother.birth), p.zone, 1);
      }
      continue;
    }
    Eigen::MatrixXd& cohort = persons[p.sex()][static_cast<std::size_t>(born)];
    Eigen::Index state = 0;
    if (cohort.cols() > 1) {
      const int stage = p.parity == 0 ? 0 : intervals.after(month - month_index(population.last_birth[r]));
      state = std::min<int>(p.parity, TwinRates::kParities - 1) * stages + stage;
    }
    cohort(p.zone, state) += 1;
  }
}

}  // namespace gongxu
