#include "analysis/twin/projection.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/twin/base.hpp"
#include "analysis/twin/flow.hpp"
#include "analysis/twin/flows.hpp"
#include "analysis/twin/rates.hpp"

namespace gongxu {
namespace {

constexpr int kMonthsPerYear = 12;

}  // namespace

struct Twin::Tables {
  std::vector<bool> urban;
  BirthIntervals intervals;
  ArrivingFamilies families;
  BasePeople base;

  explicit Tables(const RunInputs& in)
      : intervals(Years{in.scenario->parameters.at("minimum_birth_interval").quantile(0.5)}),
        families(*in.region, *in.population, intervals, year_of(in.population->start), year_of(in.horizon - 1)),
        base(*in.population, static_cast<Eigen::Index>(in.region->zones.size()), intervals,
             month_index(in.horizon - 1)) {
    for (const Zone& z : in.region->zones) urban.push_back(z.urban);
  }
};

namespace {

/// The state in motion.
class Projection {
 public:
  Projection(const RunInputs&, const TwinRates&, const BirthIntervals&, const ArrivingFamilies&, const BasePeople&);

  void live(const Window&);
  ResidentStock stock() const;
  YearFlows flows;

 private:
  /// How people of one sex and age move in a month.
  struct Moving {
    bool known = false;
    Exponentials e;
    Eigen::VectorXd between;  ///< [per person-year] by zone
    double out = 0;           ///< [per person-year]
  };
  const Moving& moving(std::size_t sex, CohortAge);
  Eigen::MatrixXd& cohort(std::size_t sex, int born) { return persons_[sex][static_cast<std::size_t>(born)]; }
  void regroup();
  void finish_studies(const Window&);
  void live_students();
  void live_children();
  void live_cohort(std::size_t sex, int born);
  void live_in_dependency(std::size_t sex, CohortAge, const Moving&, Eigen::MatrixXd& here);
  void count_moves(const Moving&, const Eigen::VectorXd& lived);
  void count_deaths(std::size_t sex, CohortAge, const Eigen::VectorXd& deaths);
  Eigen::MatrixXd give_birth(int born, const Eigen::MatrixXd& then, const Eigen::MatrixXd& lived, double years);
  void arrive(const Window&);
  void settle(std::size_t sex, int age, int born, const Eigen::VectorXd& a_year);
  void bring_children(int age, int mother_born, const Eigen::VectorXd& mothers);
  void add_alone(const Eigen::MatrixXd& by_column, int oldest_months);
  Eigen::RowVectorXd dependency_of(std::size_t sex, int months) const;

  const RunInputs& in_;
  const TwinRates& rates_;
  const BirthIntervals& intervals_;
  const ArrivingFamilies& families_;
  const Eigen::Index zones_;
  Month month_;
  std::array<std::vector<Eigen::MatrixXd>, 2> persons_;
  std::array<Eigen::MatrixXd, 2> students_;
  Children children_;
  std::vector<StudentsChild> students_children_;
  std::array<std::array<std::array<Moving, 2>, kOpenAge + 1>, 2> moving_;  ///< [sex][age][birthday], of this month
  std::array<double, TwinRates::kParities> policies_{};                    ///< on births of this month
};

Projection::Projection(const RunInputs& in, const TwinRates& rates, const BirthIntervals& intervals,
                       const ArrivingFamilies& families, const BasePeople& base)
    : flows(base.students[0].rows()),
      in_(in),
      rates_(rates),
      intervals_(intervals),
      families_(families),
      zones_(base.students[0].rows()),
      month_{base.month, 0, &rates.years.front(), &rates.destinations},
      persons_(base.persons),
      children_(base.children),
      students_children_(base.students_children) {
  const int months = month_index(in.horizon - 1) + 1;
  for (const std::size_t sex : {0, 1}) {
    students_[sex] = Eigen::MatrixXd::Zero(zones_, months);
    students_[sex].leftCols(base.students[sex].cols()) = base.students[sex];
    for (int born = 0; born <= base.month - kDependentMonth; ++born) {
      const Eigen::VectorXd all = cohort(sex, born).rowwise().sum();
      cohort(sex, born) = all * dependency_of(sex, base.month - born);
    }
    persons_[sex].resize(static_cast<std::size_t>(months), Eigen::MatrixXd::Zero(zones_, 1));
  }
}

/// Shares of the states as stated, at the age of who was born in the middle of so many months ago.
Eigen::RowVectorXd Projection::dependency_of(std::size_t sex, int months) const {
  const double age = (months - 0.5) / kMonthsPerYear;
  Eigen::RowVectorXd out(static_cast<Eigen::Index>(kDependencies));
  for (std::size_t s = 0; s < kDependencies; ++s)
    out[static_cast<Eigen::Index>(s)] =
        rates_.dependency.prevalence(static_cast<Sex>(sex), age, static_cast<Dependency>(s));
  return out;
}

const Projection::Moving& Projection::moving(std::size_t sex, CohortAge age) {
  Moving& m = moving_[sex][static_cast<std::size_t>(std::min(age.age, kOpenAge))][age.birthday];
  if (m.known) return m;
  m.between.resize(zones_);
  for (Eigen::Index z = 0; z < zones_; ++z)
    m.between[z] = at_age(month_.rates->moving[static_cast<std::size_t>(z)][sex], age);
  m.out = at_age(month_.rates->leaving[sex], age);
  m.e = exponentials(month_.generator(m.between, m.out), month_.years);
  m.known = true;
  return m;
}

void Projection::live(const Window& w) {
  month_ = {month_index(w.start), years_in(w.end - w.start).value, &rates_.year(w.month.year), &rates_.destinations};
  for (auto& ages : moving_)
    for (auto& of_age : ages)
      for (Moving& m : of_age) m.known = false;
  for (std::size_t p = 0; p < policies_.size(); ++p)
    policies_[p] = policy_factor(*in_.scenario, static_cast<int>(p), w);
  regroup();
  finish_studies(w);
  live_students();
  live_children();
  for (const std::size_t sex : {0, 1})
    for (int born = 0; born <= month_.index; ++born) live_cohort(sex, born);
  arrive(w);
  Eigen::MatrixXd alone = ChildColumns::none(zones_);
  children_.settle_newcomers(month_, flows, alone);
  add_alone(alone, kMovesAlone * kMonthsPerYear);
}

/// Girls become women of fertile age in the month of that birthday; from the month after another one people may depend.
void Projection::regroup() {
  const int fertile = month_.index - kFertileMonth, dependent = month_.index - kDependentMonth;
  if (fertile >= 0 && cohort(female, fertile).cols() == 1) {
    Eigen::MatrixXd women = Eigen::MatrixXd::Zero(zones_, TwinRates::kParities * intervals_.stages());
    women.col(0) = cohort(female, fertile).col(0);
    cohort(female, fertile) = std::move(women);
  }
  if (dependent < 0) return;
  for (const std::size_t sex : {0, 1}) {
    Eigen::MatrixXd old = Eigen::MatrixXd::Zero(zones_, static_cast<Eigen::Index>(kDependencies));
    old.col(0) = cohort(sex, dependent).rowwise().sum();
    cohort(sex, dependent) = std::move(old);
  }
}

void Projection::count_moves(const Moving& m, const Eigen::VectorXd& lived) {
  flows.departures += m.out * lived;
  flows.moves += *month_.destinations * m.between.cwiseProduct(lived).asDiagonal();
}

void Projection::count_deaths(std::size_t sex, CohortAge age, const Eigen::VectorXd& deaths) {
  flows.deaths += deaths;
  YearFlows::add_by_age(flows.deaths_by_age, age, share_of_higher_age(month_.rates->deaths[sex], age), deaths.sum());
}

/// On 1 September those who have turned kStudentUntil leave, and as many of kStudentFrom come.
void Projection::finish_studies(const Window& w) {
  if (w.month.month != 9 || w.start != to_tick(w.month)) return;
  const Tick turned = w.start - kStudentUntil * kTicksPerYear;
  const auto beginners = births_of_age(kStudentFrom, w.start, w.start + 1);
  for (const std::size_t sex : {0, 1}) {
    Eigen::VectorXd finish = Eigen::VectorXd::Zero(zones_);
    for (int born = 0; born <= month_index(turned); ++born) {
      const Tick begin = month_start(born), end = month_start(born + 1);
      const double share = turned >= end ? 1.0 : static_cast<double>(turned - begin) / (end - begin);
      finish += share * students_[sex].col(born);
      students_[sex].col(born) *= 1 - share;
    }
    flows.departures += finish;
    flows.arrivals += finish;
    for (const auto& [born, share] : beginners) students_[sex].col(born) += share * finish;
  }
}

void Projection::live_students() {
  for (const std::size_t sex : {0, 1})
    for (int born = 0; born <= month_.index; ++born) {
      auto here = students_[sex].col(born);
      if (here.isZero(0)) continue;
      const CohortAge age = age_in_month(month_.index - born);
      const Eigen::VectorXd deaths = here * -std::expm1(-at_age(month_.rates->deaths[sex], age) * month_.years);
      count_deaths(sex, age, deaths);
      here -= deaths;
    }
}

/// Adds children who have nobody any more to move with to those who stay where they are.
void Projection::add_alone(const Eigen::MatrixXd& by_column, int oldest_months) {
  for (const std::size_t sex : {0, 1})
    for (int months = 0; months <= oldest_months; ++months) {
      const int born = month_.index - months;
      if (born >= 0) cohort(sex, born).col(0) += by_column.col(ChildColumns::column(sex, born));
    }
}

void Projection::live_children() {
  Eigen::MatrixXd alone = ChildColumns::none(zones_);
  children_.live(month_, flows, alone);
  add_alone(alone, kMovesAlone * kMonthsPerYear);
  std::erase_if(students_children_, [&](const StudentsChild& c) {
    const CohortAge age = age_in_month(month_.index - c.born);
    const bool goes = month_.index >= c.leaves_in, stays = age.age >= kMovesAlone;
    if (goes && !stays) flows.departures[c.zone] += 1;
    if (stays) cohort(c.sex, c.born)(c.zone, 0) += 1;
    return goes || stays;
  });
}

/// Births of a month to women of a month of birth. @param then as they would be at its end without births.
/// @param lived [person-years] in this month, at most `years` by each. @returns as they are at its end.
Eigen::MatrixXd Projection::give_birth(int born, const Eigen::MatrixXd& then, const Eigen::MatrixXd& lived,
                                       double years) {
  const int stages = intervals_.stages();
  const CohortAge age = age_in_month(month_.index - born);
  Eigen::MatrixXd next = Eigen::MatrixXd::Zero(zones_, TwinRates::kParities * stages);
  for (int parity = 0; parity < TwinRates::kParities; ++parity) {
    const Ages& schedule = month_.rates->births[static_cast<std::size_t>(parity)];
    const double hazard = at_age(schedule, age) * policies_[static_cast<std::size_t>(parity)];
    const int higher = std::min(parity + 1, TwinRates::kParities - 1);
    for (int stage = 0; stage < stages; ++stage) {
      const Eigen::Index state = parity * stages + stage;
      const double exposed = intervals_.exposed(stage) * years;
      const double bears = exposed > 0 ? -std::expm1(-hazard * exposed) : 0.0;
      const Eigen::VectorXd mothers = then.col(state) * bears;
      next.col(parity * stages + intervals_.next(stage)) += then.col(state) - mothers;
      if (bears == 0) continue;
      next.col(higher * stages + intervals_.after(1)) += mothers;
      const Eigen::VectorXd births = lived.col(state) * (bears / years);
      flows.births.col(std::min(parity, 2)) += births;
      YearFlows::add_by_age(flows.births_by_age, age, share_of_higher_age(schedule, age), births.sum());
      children_.add_newcomers(male, month_.index, born, births * month_.rates->male_share);
      children_.add_newcomers(female, month_.index, born, births * (1 - month_.rates->male_share));
    }
  }
  return next;
}

void Projection::live_in_dependency(std::size_t sex, CohortAge age, const Moving& m, Eigen::MatrixXd& here) {
  const TwinRates::Dependent& ways = month_.rates->dependent[sex];
  const double onset = at_age(ways.onset, age), worsening = at_age(ways.worsening, age);
  const double back = at_age(ways.back, age), better = at_age(ways.better, age);
  Eigen::RowVector3d dying;
  for (std::size_t s = 0; s < kDependencies; ++s) dying[static_cast<Eigen::Index>(s)] = at_age(ways.deaths[s], age);
  Eigen::Matrix3d q;  // (from, to)
  q << -onset, onset, 0, back, -back - worsening, worsening, 0, better, -better;
  q.diagonal() -= dying.transpose();
  const Exponentials e = exponentials(q, month_.years);
  const Eigen::MatrixXd lived = m.e.e1.lazyProduct(here).eval().lazyProduct(e.e1) / month_.years;
  here = m.e.e0.lazyProduct(here).eval().lazyProduct(e.e0).eval();
  count_moves(m, lived.rowwise().sum());
  count_deaths(sex, age, lived * dying.transpose());
}

void Projection::live_cohort(std::size_t sex, int born) {
  Eigen::MatrixXd& here = cohort(sex, born);
  if (here.isZero(0)) return;
  const int months = month_.index - born;
  const CohortAge age = age_in_month(months);
  const Moving& m = moving(sex, age);
  if (months >= kDependentMonth) return live_in_dependency(sex, age, m, here);
  const double dying = at_age(month_.rates->deaths[sex], age);
  const Eigen::MatrixXd lived = m.e.e1.lazyProduct(here) * lived_share(dying, month_.years);
  here = (m.e.e0.lazyProduct(here) * std::exp(-dying * month_.years)).eval();
  const Eigen::VectorXd by_zone = lived.rowwise().sum();
  count_moves(m, by_zone);
  count_deaths(sex, age, dying * by_zone);
  if (is_fertile(sex, months)) here = give_birth(born, here, lived, month_.years);
}

void Projection::arrive(const Window& w) {
  for (int age = kMovesAlone; age <= kOpenAge; ++age) {
    const auto births = births_of_age(age, w.start, w.end);
    for (const std::size_t sex : {0, 1}) {
      Eigen::VectorXd a_year(zones_);
      for (Eigen::Index z = 0; z < zones_; ++z)
        a_year[z] = month_.rates->arriving[static_cast<std::size_t>(z)][sex][age];
      if (a_year.isZero(0)) continue;
      flows.arrivals += a_year * month_.years;
      std::map<int, double> mothers;  // all of a group of months of birth at once
      for (const auto& [born, share] : births) {
        settle(sex, age, born, a_year * share);
        if (sex == female) mothers[born - born % Children::kMothersMonths] += share;
      }
      for (const auto& [born, share] : mothers) bring_children(age, born, a_year * share * month_.years);
    }
  }
}

/// People of a month of birth who come at any date of the month alike.
void Projection::settle(std::size_t sex, int age, int born, const Eigen::VectorXd& a_year) {
  const int months = month_.index - born;
  const CohortAge at = age_in_month(months);
  const Moving& m = moving(sex, at);
  const double dying = at_age(month_.rates->deaths[sex], at);
  const Eigen::VectorXd there = m.e.e1 * a_year * lived_share(dying, month_.years), lived = m.e.e2 * a_year;
  count_moves(m, lived);
  count_deaths(sex, at, dying * lived);
  Eigen::MatrixXd& here = cohort(sex, born);
  if (months >= kDependentMonth) {
    here += there * dependency_of(sex, months);
  } else if (is_fertile(sex, months)) {
    const Eigen::MatrixXd& family = families_.of(month_.rates->calendar_year, age).births;
    const int stages = intervals_.stages();
    Eigen::RowVectorXd states(TwinRates::kParities * stages), just_delivered = Eigen::RowVectorXd::Zero(states.size());
    for (int parity = 0; parity < TwinRates::kParities; ++parity) {
      states.segment(parity * stages, stages) = family.row(parity).head(stages);
      just_delivered[parity * stages + intervals_.after(1)] = family(parity, stages);
    }
    here += give_birth(born, there * states, lived * states, month_.years / 2) + there * just_delivered;
  } else {
    here.col(0) += there;
  }
}

/// @param mothers [persons] who come in this month.
void Projection::bring_children(int age, int mother_born, const Eigen::VectorXd& mothers) {
  const Eigen::MatrixXd& children = families_.of(month_.rates->calendar_year, age).children;
  for (const std::size_t sex : {0, 1})
    for (int months = 0; months < ArrivingFamilies::kMonths; ++months) {
      const double each = children(static_cast<Eigen::Index>(sex), months);
      if (each == 0) continue;
      flows.arrivals += mothers * each;
      if (months < kMovesAlone * kMonthsPerYear)
        children_.add_newcomers(sex, month_.index - months, mother_born, mothers * each);
      else
        cohort(sex, month_.index - months).col(0) += mothers * each;
    }
}

ResidentStock Projection::stock() const {
  ResidentStock out;
  const Eigen::MatrixXd children = children_.sum();
  out.students = students_[0].rowwise().sum() + students_[1].rowwise().sum();
  out.dependent_elderly = Eigen::MatrixXd::Zero(zones_, 2);
  constexpr int kElderly = 60 * kMonthsPerYear;
  for (const std::size_t sex : {0, 1}) {
    out.residents[sex] = students_[sex];
    for (int born = 0; born <= month_.index; ++born) {
      const Eigen::MatrixXd& here = persons_[sex][static_cast<std::size_t>(born)];
      out.residents[sex].col(born) += here.rowwise().sum();
      if (month_.index - born >= kElderly) out.dependent_elderly += here.rightCols(2);
    }
    for (int months = 0; months < ArrivingFamilies::kMonths && months <= month_.index; ++months)
      out.residents[sex].col(month_.index - months) += children.col(ChildColumns::column(sex, month_.index - months));
  }
  for (const StudentsChild& c : students_children_) out.residents[c.sex](c.zone, c.born) += 1;
  return out;
}

}  // namespace

Twin::Twin(const RunInputs& in) : in_(in), tables_(std::make_unique<const Tables>(in)) {}
Twin::~Twin() = default;
Twin::Twin(Twin&&) noexcept = default;

std::vector<TwinYear> Twin::project(const ParameterValues& values) const {
  const TwinRates rates = twin_rates(in_, values);
  const auto zones = static_cast<Eigen::Index>(in_.region->zones.size());
  Projection state(in_, rates, tables_->intervals, tables_->families, tables_->base);
  std::vector<TwinYear> out;
  std::unique_ptr<const ResidentStock> mid_year;
  for (const Window& w : monthly_windows(in_.population->start, in_.horizon)) {
    state.live(w);
    if (w.month.month == 6) mid_year = std::make_unique<const ResidentStock>(state.stock());
    if (w.month.month != 12) continue;
    out.push_back(close_year(w.month.year, state.flows, state.stock(), mid_year.get(), tables_->urban));
    state.flows = YearFlows(zones);
    mid_year = nullptr;
  }
  return out;
}

}  // namespace gongxu
