#include "analysis/twin/children.hpp"

namespace gongxu {
namespace {

constexpr int kAlone = kMovesAlone * 12;  // [months] from birth to the birthday on which people begin to move alone

/// By column: a child's hazard of death in a month, and its age.
struct Childhood {
  Eigen::RowVectorXd dying = Eigen::RowVectorXd::Zero(2 * ChildColumns::kMonths);

  explicit Childhood(const Month& m) {
    for (const std::size_t sex : {0, 1})
      for (int months = 0; months < kAlone; ++months)  // on their tenth birthday they are with those who move alone
        dying[ChildColumns::column(sex, m.index - months)] = at_age(m.rates->deaths[sex], age_in_month(months));
  }
};

}  // namespace

Eigen::MatrixXd Month::generator(const Eigen::VectorXd& moving, double losses) const {
  Eigen::MatrixXd q = *destinations * moving.asDiagonal();
  q.diagonal().array() -= moving.array() + losses;
  return q;
}

Children::Children(Eigen::Index zones, int birth_months)
    : zones_(zones), with_(static_cast<std::size_t>(birth_months / kMothersMonths + 1)), newcomers_(with_.size()) {}

Eigen::MatrixXd& Children::of_class(ByMother& all, int mother_born) const {
  Eigen::MatrixXd& of = all[static_cast<std::size_t>(mother_born / kMothersMonths)];
  if (of.size() == 0) of = ChildColumns::none(zones_);
  return of;
}

Children::Mothers Children::mothers(const Month& m, std::size_t group) const {
  Mothers out{Eigen::VectorXd::Zero(zones_)};
  for (int i = 0; i < kMothersMonths; ++i) {
    const CohortAge age = age_in_month(m.index - static_cast<int>(group) * kMothersMonths - i);
    for (Eigen::Index z = 0; z < zones_; ++z)
      out.moving[z] += at_age(m.rates->moving[static_cast<std::size_t>(z)][female], age) / kMothersMonths;
    out.leaving += at_age(m.rates->leaving[female], age) / kMothersMonths;
    out.dying += at_age(m.rates->deaths[female], age) / kMothersMonths;
  }
  return out;
}

void Children::count(const Month& m, YearFlows& flows, const Mothers& mothers, const Eigen::MatrixXd& lived,
                     Eigen::MatrixXd& alone) {
  const Eigen::VectorXd by_zone = lived.rowwise().sum();
  flows.departures += mothers.leaving * by_zone;
  flows.moves += *m.destinations * mothers.moving.cwiseProduct(by_zone).asDiagonal();
  alone += mothers.dying * lived;
}

void Children::live(const Month& m, YearFlows& flows, Eigen::MatrixXd& alone) {
  const Childhood childhood(m);
  const Eigen::RowVectorXd survival = (-childhood.dying * m.years).array().exp();
  Eigen::RowVectorXd share(survival.size());
  for (Eigen::Index c = 0; c < share.size(); ++c) share[c] = lived_share(childhood.dying[c], m.years);
  Eigen::RowVectorXd deaths = Eigen::RowVectorXd::Zero(share.size());
  for (std::size_t group = 0; group < with_.size(); ++group) {
    Eigen::MatrixXd& here = with_[group];
    if (here.size() == 0) continue;
    const Mothers of = mothers(m, group);
    const Eigen::MatrixXd q = m.generator(of.moving, of.dying + of.leaving);
    const Exponentials e = exponentials(q, m.years), half = exponentials(q, m.years / 2);
    Eigen::MatrixXd lived = e.e1.lazyProduct(here) * share.asDiagonal();
    Eigen::MatrixXd then = e.e0.lazyProduct(here) * survival.asDiagonal();
    for (const std::size_t sex : {0, 1}) {  // half of the birthday's month, then alone
      const int c = ChildColumns::column(sex, m.index - kAlone);
      lived.col(c) = half.e1 * here.col(c);
      alone.col(c) += half.e0 * here.col(c);
      then.col(c).setZero();
    }
    count(m, flows, of, lived, alone);
    const Eigen::MatrixXd died = lived * childhood.dying.asDiagonal();
    flows.deaths += died.rowwise().sum();
    deaths += died.colwise().sum();
    constexpr double kNobody = 1e-9;
    if (then.sum() > kNobody)
      here = std::move(then);
    else
      here.resize(0, 0);
  }
  for (const std::size_t sex : {0, 1})
    for (int months = 1; months < kAlone; ++months) {
      const CohortAge age = age_in_month(months);
      YearFlows::add_by_age(flows.deaths_by_age, age, share_of_higher_age(m.rates->deaths[sex], age),
                            deaths[ChildColumns::column(sex, m.index - months)]);
    }
}

void Children::settle_newcomers(const Month& m, YearFlows& flows, Eigen::MatrixXd& alone) {
  const Childhood childhood(m);
  for (std::size_t group = 0; group < newcomers_.size(); ++group) {
    Eigen::MatrixXd& come = newcomers_[group];
    if (come.size() == 0) continue;
    const Mothers of = mothers(m, group);
    const Exponentials e = exponentials(m.generator(of.moving, of.dying + of.leaving), m.years);
    const Eigen::MatrixXd a_year = come / m.years;
    Eigen::MatrixXd there = e.e1.lazyProduct(a_year);
    const Eigen::MatrixXd lived = e.e2.lazyProduct(a_year);
    count(m, flows, of, lived, alone);
    for (Eigen::Index c = 0; c < there.cols(); ++c) {
      const double dies = 1 - lived_share(childhood.dying[c], m.years);
      if (dies <= 0) continue;
      flows.deaths += there.col(c) * dies;
      flows.deaths_by_age[0] += there.col(c).sum() * dies;  // newborns in the main
      there.col(c) *= 1 - dies;
    }
    Eigen::MatrixXd& with = with_[group];
    if (with.size() == 0) with = ChildColumns::none(zones_);
    with += there;
    come.resize(0, 0);
  }
}

Eigen::MatrixXd Children::sum() const {
  Eigen::MatrixXd out = ChildColumns::none(zones_);
  for (const Eigen::MatrixXd& of : with_)
    if (of.size() > 0) out += of;
  return out;
}

}  // namespace gongxu
