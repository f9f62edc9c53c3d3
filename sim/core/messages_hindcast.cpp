// What hindcasts say of observations and scores. Problems: key; what, rule and remedy in Chinese; the same in English.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {

namespace {

constexpr std::array kProblems{
    ProblemMessage{"observation_of_unknown_place", "观测中的地方“{0}”不在本次推演之列。",
                   "地方写代码、中文名、英文名或规划文件夹名。", "若是笔误，请改为“{1}”；否则删去这一行。",
                   "no place \"{0}\" is projected here.",
                   "a place is called by its code, one of its names or its folder.",
                   "write \"{1}\", the nearest, if that is meant; else delete the row."},
    ProblemMessage{
        "observation_of_unknown_measure", "没有指标“{0}”。",
        "指标是 demography.csv 的人口指标，或“服务_demand、_use、_capacity”，学校还有“_enrolment”。",
        "若是笔误，请改为“{1}”；列表见 docs/hindcast.md。", "there is no measure \"{0}\".",
        "measures are those of demography.csv, SERVICE_demand, SERVICE_use, SERVICE_capacity and, of schools, "
        "SERVICE_enrolment.",
        "write \"{1}\", the nearest, if that is meant; docs/hindcast.md lists them."},
    ProblemMessage{"observation_of_unknown_zone", "没有片区“{0}”。",
                   "片区写其代码，或 urban（全部城镇）、rural（全部乡村）。", "若是笔误，请改为“{1}”；全域请留空。",
                   "there is no zone \"{0}\".", "a zone is its code, urban (all urban ones) or rural.",
                   "write \"{1}\", the nearest, if that is meant; leave the cell empty for the whole place."},
    ProblemMessage{"observation_not_by_zone", "指标“{0}”只有全域的数。", "比率和户籍人口不按片区推算。",
                   "把 zone 留空，或改用分片区的人数。", "\"{0}\" is known of the whole place alone.",
                   "shares, rates and registered people are not computed by zone.",
                   "leave the zone empty, or observe persons by zone."},
    ProblemMessage{"observation_not_by_age", "指标“{0}”不分年龄和性别。",
                   "只有 population 可写 sex、age_start、age_end。", "留空这些格，或把指标改为 population。",
                   "\"{0}\" is not computed by sex and age.", "only population takes sex, age_start and age_end.",
                   "leave these cells empty, or make the measure population."},
    ProblemMessage{"observation_date_impossible", "日期“{0}”不成立，或不在 {1} 年。",
                   "date 写作 2020-11-01，年份与 year 一致。", "改正日期或年份；年末数请留空。",
                   "\"{0}\" is no date in {1}.", "a date is written 2020-11-01 and lies in the row's year.",
                   "correct the date or the year; leave it empty for 31 December."},
    ProblemMessage{
        "observation_has_no_date", "指标“{0}”不能写日期。",
        "全年的流量、率和服务用全年的数，年中人口自有日期；只有某一时点的人数可写 date。", "把 date 留空。",
        "\"{0}\" takes no date.",
        "flows, rates and services are of the whole year and mid-year persons have their own date: only stocks of "
        "people take one.",
        "leave the date empty."},
    ProblemMessage{
        "observation_outside_horizon", "“{0}”的观测时点 {1} 不在推演范围内。",
        "可比的是 {2} 年末至 {3} 年末；流量须为基期 {4} 之后的完整年份。",
        "删去这一行，或用 --until 延长推演，或从更早的基期推演。", "\"{0}\" of {1} lies outside what is projected.",
        "compared is from the end of {2} to the end of {3}; flows must be of whole years after the base date {4}.",
        "delete the row, project further with --until, or start from an earlier base."},
    ProblemMessage{"no_margin", "“{0}”起、年龄“{1}”起不是加宽余量的类别。",
                   "类别与 hindcast 写出的 widening.csv 相同，期限大于0。", "使用 hindcast --census 写出的文件。",
                   "there is no type from {0} residents and age \"{1}\" on, or no horizon.",
                   "types are those of the widening.csv that hindcast writes, horizons above zero.",
                   "take a file that hindcast --census wrote."},
    ProblemMessage{"widening_needs_growth", "没有 [fact.residents_2010]，无法判断增长类别。",
                   "--widen 按基期前的增长选择余量。", "在 region.toml 中写明2010年常住人口，或去掉 --widen。",
                   "without [fact.residents_2010] the type of growth is not known.",
                   "--widen chooses margins by the growth before the base date.",
                   "state the residents of 2010 in region.toml, or leave out --widen."},
    ProblemMessage{"row_without_place", "这一行没有写地方。", "每行写明所属的地方。", "补上 place。",
                   "the row names no place.", "every row says which place it is of.", "fill in place."},
    ProblemMessage{"census_of_two_dates", "日期“{0}”与本表的 {1} 不同，或不是日期。",
                   "一张表是一次普查，日期写作 2020-11-01。", "改正日期，或把两次普查分成两张表。",
                   "the date \"{0}\" is none, or not that of the table, {1}.",
                   "a table is one census, dated as 2020-11-01.", "correct the date, or make a table of each census."},
    ProblemMessage{"group_beyond_five_years", "年龄组“{0}”至“{1}”跨过五岁组。", "年龄组须在 0—4、5—9、……、85+ 之内。",
                   "改用五岁组或更细的组。", "the age group {0} to {1} reaches beyond five years.",
                   "groups lie within 0-4, 5-9, ..., 85 and over.", "give five-year groups or finer ones."},
    ProblemMessage{"census_ages_incomplete", "地方“{0}”的年龄不全。", "每性别从0岁起前后相接，末组开放。",
                   "补上缺少的年龄组；该地方未列入。", "the ages of \"{0}\" are not complete.",
                   "both sexes have groups from 0 on, the last one open.",
                   "add what is missing; the place is left out."},
    ProblemMessage{"census_needs_later", "缺少 --later。", "hindcast --census 把基期普查与后一次普查相比。",
                   "加上 --later 文件。", "--later is missing.", "hindcast --census scores against a later census.",
                   "add --later FILE."},
    ProblemMessage{"censuses_out_of_order", "普查日期 {0} 不早于 {1}。", "先后次序为 --earlier、--census、--later。",
                   "核对文件和日期。", "the census of {0} is not before that of {1}.",
                   "they follow each other: --earlier, --census, --later.", "correct the files or their dates."},
    ProblemMessage{"no_place_in_both", "没有一个地方在各次普查中都有。", "地方按 place 一栏的编号对应。",
                   "统一各表的编号。", "no place is in all of the censuses.", "places are matched by the column place.",
                   "use the same ids in all tables."},
    ProblemMessage{
        "nothing_observed", "没有可用的观测。", "回溯检验至少需要一行可用的观测。",
        "在该文件夹中放入 observations.csv，或用 --observations 指定文件，并改正被拒绝的行。",
        "nothing is observed of this place.", "a hindcast needs one usable observation or more.",
        "put observations.csv into the folder or name a file with --observations; correct the rows that were "
        "refused."},
};

constexpr std::array kPlain{
    PlainMessage{"col_place", "地方", "place"},
    PlainMessage{"col_group", "比较对象", "compared"},
    PlainMessage{"col_n", "项数", "n"},
    PlainMessage{"col_mape", "MAPE %", "MAPE %"},
    PlainMessage{"col_malpe", "MALPE %", "MALPE %"},
    PlainMessage{"col_coverage", "覆盖率 %", "cover %"},
    PlainMessage{"col_crps", "CRPS %", "CRPS %"},
    PlainMessage{"skill_no_change", "技巧:不变", "skill: no change"},
    PlainMessage{"skill_constant_rates", "技巧:率不变", "constant rates"},
    PlainMessage{"skill_linear_trend", "技巧:线性", "linear trend"},
    PlainMessage{"skill_hamilton_perry", "技巧:H-P", "Hamilton-Perry"},
    PlainMessage{"group_population", "总人口", "residents"},
    PlainMessage{"group_population_by_zone", "分城乡", "by residence"},
    PlainMessage{"group_population_by_age", "分性别年龄", "by sex and age"},
    PlainMessage{"all_places", "合计", "all places"},
    PlainMessage{"sex_female", "女", "female"},
    PlainMessage{"sex_male", "男", "male"},
    PlainMessage{"hindcast_heading", "回溯检验：{0} 个地方，每个情景 {1} 次抽样",
                 "hindcast; places: {0}, draws a scenario: {1}"},
    PlainMessage{"hindcast_scenario", "情景 {0}（{1}）：{2}", "scenario {0} ({1}): {2}"},
    PlainMessage{"hindcast_missed_most", "落在80%区间之外的有 {0} 项，偏差最大的是：",
                 "outside the 80 % interval: {0}; farthest off:"},
    PlainMessage{"hindcast_missed", "{0}，{1} 年：实际 {2}，推演 {3}（{4}–{5}）",
                 "{0}, {1}: observed {2}, hindcast {3} ({4}–{5})"},
    PlainMessage{"hindcast_not_computed", "未比较：{0}，{1}，{2} 年：推演中没有这个数（能力未知，或没有规划）。",
                 "not compared: {0}, {1}, {2}: the run has no such number (capacity unknown, or no plan)."},
    PlainMessage{"hindcast_note",
                 "MAPE：平均绝对百分比误差；MALPE：平均百分比误差（偏差）；覆盖率：落在80%区间内的比例，应为80；"
                 "CRPS：连续分级概率评分，占实际值的百分比；技巧：1 减误差与朴素方法误差之比，负数表示不如朴素方法。",
                 "MAPE: mean absolute percentage error; MALPE: mean algebraic percentage error, the bias; cover: "
                 "share within the "
                 "80 % interval, which should be 80; CRPS in percent of what was observed; skill: 1 less the error "
                 "over that of a "
                 "naive method, below zero where we lose to it."},
    PlainMessage{"hindcast_no_earlier", "线性趋势和 Hamilton-Perry 需要基期之前的一次普查，这里没有，故不计算。",
                 "Linear trend and Hamilton-Perry need the census before the base; there is none here, so they are "
                 "not computed."},
    PlainMessage{"measure_population_mid_year", "年中常住人口", "residents at mid-year"},
    PlainMessage{"measure_population_3_5", "3—5岁", "aged 3-5"},
    PlainMessage{"measure_population_12_14", "12—14岁", "aged 12-14"},
    PlainMessage{"measure_population_15_17", "15—17岁", "aged 15-17"},
    PlainMessage{"measure_population_16plus", "16岁及以上", "16 and over"},
    PlainMessage{"measure_population_18_59", "18—59岁", "aged 18-59"},
    PlainMessage{"measure_population_65plus", "65岁及以上", "65 and over"},
    PlainMessage{"measure_population_outside_registered", "户籍在外的常住人口", "residents registered elsewhere"},
    PlainMessage{"measure_population_registered", "户籍人口", "registered people"},
    PlainMessage{"measure_registered_absent", "户籍在本地、居住在外", "registered here, living elsewhere"},
    PlainMessage{"measure_students", "高校学生", "students at colleges"},
    PlainMessage{"measure_dependent_mild", "轻度失能老人", "mildly dependent elderly"},
    PlainMessage{"measure_share_60plus", "60岁及以上比重", "share of 60 and over"},
    PlainMessage{"measure_e0", "出生时预期寿命", "life expectancy at birth"},
    PlainMessage{"compare_use", "{0}：使用", "{0}: use"},
    PlainMessage{"compare_enrolment", "{0}：在校生", "{0}: enrolment"},
    PlainMessage{"widened_by", "widened.csv 的区间按过去的误差加宽，余量来自 {0}；其余各表和判断未加宽。",
                 "the intervals of widened.csv are widened by past errors, with the margins of {0}; other tables and "
                 "the verdicts are "
                 "not."},
    PlainMessage{"col_class", "类别", "class"},
    PlainMessage{"col_places", "地方数", "places"},
    PlainMessage{"col_cover_model", "模型覆盖率 %", "cover % of the model"},
    PlainMessage{"col_cover_widened", "加宽后覆盖率 %", "cover % widened"},
    PlainMessage{"col_agents", "个体推演", "agents"},
    PlainMessage{"col_cohorts", "队列推演", "cohorts"},
    PlainMessage{"col_apart", "差", "difference"},
    PlainMessage{"col_largest_gap", "差别最大的年龄组", "age group of the largest difference"},
    PlainMessage{"gap_at_age", "{0} %（{1} 岁起）", "{0} % (from {1})"},
    PlainMessage{"growth_shrinking", "人口减少", "shrinking"},
    PlainMessage{"growth_steady", "人口稳定", "steady"},
    PlainMessage{"growth_growing", "人口增长", "growing"},
    PlainMessage{"size_class", "{0} 人", "{0} residents"},
    PlainMessage{"census_heading", "回溯检验：{0} 个地方，{1} 年，每地 {2} 次抽样（队列推演）",
                 "hindcast: {0} places over {1} years, {2} draws each (cohorts)"},
    PlainMessage{"census_left_out", "其中一次普查缺少的 {0} 个地方未列入。",
                 "left out: {0} places that one of the censuses lacks."},
    PlainMessage{"census_with_earlier", "迁移由基期和前一次普查推算，当时可知；增长类别按前一间隔划分。",
                 "migration comes from the base and the census before it, and was known then; classes of growth are "
                 "those of the "
                 "interval before the base."},
    PlainMessage{
        "census_without_earlier",
        "没有前一次普查（--earlier）：净迁移计为零，线性趋势和 Hamilton-Perry "
        "无从计算；增长类别按检验期本身划分，事后才知道。",
        "no census before the base (--earlier): net migration is zero, linear trend and Hamilton-Perry cannot be "
        "computed; classes "
        "of growth are those of the interval that is scored, known only afterwards."},
    PlainMessage{"widening_heading", "区间加宽：余量由一半地方得出，在另一半上检验：",
                 "intervals widened: margins learnt on one half of the places, scored on the other:"},
    PlainMessage{"agents_heading", "抽样核对：参数取中值时，个体推演与队列推演之差：",
                 "a sample of places by agents, parameters at their centres, beside the cohorts:"},
    PlainMessage{"observations_used", "观测：采用 {0} 行，拒绝 {1} 行。", "observations: {0} rows used, {1} refused."},
};

}  // namespace

std::span<const ProblemMessage> observation_problem_messages() { return kProblems; }
std::span<const PlainMessage> hindcast_messages() { return kPlain; }

}  // namespace gongxu
