// Mistakes in plans: indicators and projects.
// Each entry: key; what, rule and remedy in Chinese; the same in English.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kMessages{
    ProblemMessage{"ratio_without_denominator", "指标“{0}”：数值 {1} 的单位是“{2}”，但分子“{3}”按 {4} 计数，没有分母。",
                   "比率须有分母。", "补上 denominator = \"population\"，或把目标改为绝对数。",
                   "indicator \"{0}\": target {1} has unit \"{2}\", but measure \"{3}\" counts {4}.",
                   "a ratio needs a denominator.", "add  denominator = \"population\"  or give the target as a count."},
    ProblemMessage{"per_differs", "指标“{0}”的单位“{1}”与 per = {2} 不符。", "per 须与单位所说的基数相同。",
                   "写作 per = {3}，或改正单位。", "indicator \"{0}\": the unit \"{1}\" and per = {2} disagree.",
                   "per is the number that the unit names.", "write  per = {3}  or correct the unit."},
    ProblemMessage{"per_not_positive", "per = {0} 不成立。", "per 是比率的基数，须大于 0，例如 1000。", "改正 per。",
                   "per = {0} is impossible.", "per is the base of a ratio and above 0, for instance 1000.",
                   "correct per."},
    ProblemMessage{"target_without_unit", "指标“{0}”的目标 {1} 没有单位。", "每个目标都须写明单位。",
                   "补上 unit，例如 unit = \"places per 1,000 residents\"。",
                   "indicator \"{0}\": the target {1} has no unit.", "every target carries its unit.",
                   "add it, for instance  unit = \"places per 1,000 residents\""},
    ProblemMessage{"target_year_outside", "指标“{0}”的目标年 {1} 在规划期之外。",
                   "目标年须在规划期 {2} 至 {3} 年之内。", "改正 target_year 或 period。",
                   "indicator \"{0}\": the target year {1} lies outside the plan.",
                   "a target falls within the plan's period, {2} to {3}.", "correct target_year or period."},
    ProblemMessage{"base_year_outside", "指标“{0}”的基年 {1} 在规划期结束之后。", "基年不能晚于 {2} 年。",
                   "改正 base_year。", "indicator \"{0}\": the base year {1} lies after the plan.",
                   "a base is not later than {2}.", "correct base_year."},
    ProblemMessage{"capacity_without_unit", "项目“{0}”的能力 {1} 没有单位。", "每个能力数都须写明单位。",
                   "补上 unit，例如 unit = \"places\"。", "project \"{0}\": the capacity {1} has no unit.",
                   "every capacity carries its unit.", "add it, for instance  unit = \"places\""},
    ProblemMessage{"unknown_zone", "项目“{0}”所在的片区“{1}”不存在。", "片区须是 region.toml 中某个 [[zone]] 的 code。",
                   "若是笔误，请改为“{2}”（最接近的片区）；未定片区的项目请删除 zone。",
                   "project \"{0}\": there is no zone \"{1}\".", "a zone is the code of a [[zone]] in region.toml.",
                   "write \"{2}\", the nearest of them, if that is meant; delete the line if the plan names no zone."},
    ProblemMessage{"project_before_base", "项目“{0}”从 {1} 年开始，早于基期 {2}。",
                   "基期之前的能力已包含在指标的基数中。", "改正 year_start；若项目在基期前已建成，请删除。",
                   "project \"{0}\" starts in {1}, before the base date {2}.",
                   "capacity from before the base date is part of the indicator's base.",
                   "correct year_start, or delete the project if it was finished before."},
    ProblemMessage{"years_reversed", "项目“{0}”的开始年 {1} 晚于结束年 {2}。",
                   "开始年不能晚于结束年；未写时取规划期的首年或末年。", "改正 year_start 或 year_end。",
                   "project \"{0}\" starts in {1}, after its end in {2}.",
                   "the start is not after the end; one that is not given is that of the plan.",
                   "correct year_start or year_end."},
    ProblemMessage{
        "service_without_stock", "服务“{0}”没有基期存量。",
        "每项服务都要说明基期有多少能力（{1}），否则无法判断是否充足。",
        "用 [[stock]] 补上：service = \"{0}\"，basis = \"stated\" 并给出 units；只知利用率时写 basis = "
        "\"utilisation\"；一无所知时写 basis = \"unknown\"，并用 datum_zh、datum_en 说明需要哪项数据。",
        "the service \"{0}\" has no base stock.",
        "every service says how many {1} there are at the base date, else nothing can be judged.",
        "add a [[stock]] with service = \"{0}\": basis = \"stated\" and units; or basis = \"utilisation\" if "
        "only that can be assumed; or basis = \"unknown\" with datum_zh and datum_en, the datum that would settle it."},
    ProblemMessage{"stock_without_number", "服务“{0}”的存量标为 stated，却没有数字。",
                   "stated 的存量取 units，或取规划该服务的指标的基数。",
                   "补上 units（单位 {1}），或在指标中给出 base，或改用 utilisation 或 unknown。",
                   "the stock of \"{0}\" is called stated, but no number is stated.",
                   "a stated stock is `units`, or the base of the indicator that plans the service.",
                   "give units (in {1}), or the indicator's base, or write utilisation or unknown."},
    ProblemMessage{"stock_by_use_impossible", "服务“{0}”的存量不能由利用率推出。",
                   "basis = \"utilisation\" 只用于幼儿园和各学段学位。", "改为 stated 并给出 units，或改为 unknown。",
                   "the stock of \"{0}\" cannot follow from a utilisation.",
                   "basis = \"utilisation\" is for kindergartens and schools.", "write stated with units, or unknown."},
    ProblemMessage{"stock_units_not_used", "服务“{0}”的存量标为 {1}，units 不会被使用。",
                   "units 只用于 basis = \"stated\"。", "删除 units，或改为 basis = \"stated\"。",
                   "the stock of \"{0}\" is called {1}, so that its units are not used.",
                   "units belong to basis = \"stated\".", "delete the units, or write basis = \"stated\"."},
    ProblemMessage{"capacity_negative", "到 {1} 年，服务“{0}”的能力为 {2}。", "能力不能为负：转换不能多于已有的单位。",
                   "减少 converts_units，或推迟该项目，或核对存量。", "by {1} the capacity of \"{0}\" is {2}.",
                   "a capacity cannot be negative: no more can be converted than there is.",
                   "lower converts_units, or move the project to later years, or check the stock."},
    ProblemMessage{"figure_of_or_id", "这一处数字须有 id 或 of，二者取一。",
                   "of 指明它是哪个指标的另一处表述；指标以外的数字用自己的 id。", "补上 of 或 id，或删去其一。",
                   "this figure needs an id or an `of`, one of both.",
                   "`of` names the indicator that it is another printing of; any other number has an id of its own.",
                   "add one of them, or delete one."},
    ProblemMessage{"unknown_reference", "没有名为“{0}”的指标或数字。",
                   "这里须写某个 [[indicator]] 或 [[figure]] 的 id。", "若是笔误，请改为“{1}”（最接近的 id）。",
                   "there is no indicator or figure \"{0}\".",
                   "the id of an [[indicator]] or a [[figure]] belongs here.",
                   "write \"{1}\", the nearest of them, if that is meant."},
    ProblemMessage{"relation_without_number", "“{0}”没有 {1} 年的数字。", "关系只能写在两端都有数字的年份。",
                   "改正 year，或为该年补上 [[figure]]。", "\"{0}\" has no number for {1}.",
                   "a relation holds in a year for which all its members have a number.",
                   "correct the year, or add a [[figure]] for it."},
    ProblemMessage{"period_impossible", "规划期的写法不成立。", "规划期是首年和末年两个整数，首年不晚于末年。",
                   "写作：period = [2021, 2025]", "this can be no plan period.",
                   "a period is the first and the last year, in this order.",
                   "write, for instance,  period = [2021, 2025]"},
    ProblemMessage{"opening_impossible", "“{0}”不是每年都有的日子。", "opening 的写法是 月-日。",
                   "写作：opening = \"09-01\"", "\"{0}\" is no day of every year.", "opening is written month-day.",
                   "write, for instance,  opening = \"09-01\""},
};

}  // namespace

std::span<const ProblemMessage> plan_problem_messages() { return kMessages; }

}  // namespace gongxu
