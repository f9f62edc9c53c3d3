/// Words of the HTML report's charts; web/words.txt lists those that its script uses.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kMessages{
    PlainMessage{"report_chart_age", "年龄", "age"},
    PlainMessage{"report_chart_age_of", "{0} 岁", "age {0}"},
    PlainMessage{"report_chart_agents", "逐人模型", "agents"},
    PlainMessage{"report_chart_all_services", "全部服务", "all services"},
    PlainMessage{"report_chart_base_year", "{0} 年（轮廓）", "{0} (outline)"},
    PlainMessage{"report_chart_births", "出生", "births"},
    PlainMessage{"report_chart_cells", "单元数", "cells"},
    PlainMessage{"report_chart_days", "天", "days"},
    PlainMessage{"report_chart_demand", "有效需求", "effective demand"},
    PlainMessage{"report_chart_drawn_high", "未知数处于最高五分之一的抽样",
                 "unknown in the highest fifth of the draws"},
    PlainMessage{"report_chart_drawn_low", "未知数处于最低五分之一的抽样", "unknown in the lowest fifth of the draws"},
    PlainMessage{"report_chart_female", "女", "women"},
    PlainMessage{"report_chart_hindcast", "回溯推演（80%区间）", "hindcast (80 % interval)"},
    PlainMessage{"report_chart_idle", "闲置（供给多于需求）", "idle (capacity above demand)"},
    PlainMessage{"report_chart_influence_demand", "未知数与有效需求", "unknowns and effective demand"},
    PlainMessage{"report_chart_influence_margin", "未知数与充足倍数", "unknowns and margin"},
    PlainMessage{"report_chart_interval80", "80%区间", "80 % interval"},
    PlainMessage{"report_chart_lacking", "缺口（供给少于需求）", "lacking (capacity below demand)"},
    PlainMessage{"report_chart_load", "负荷（需求/供给）", "load (demand / capacity)"},
    PlainMessage{"report_chart_load_high", "≥ {0} 过载", "≥ {0} overfull"},
    PlainMessage{"report_chart_load_low", "空置 ≤ {0}", "idle ≤ {0}"},
    PlainMessage{"report_chart_male", "男", "men"},
    PlainMessage{"report_chart_median", "中位数", "median"},
    PlainMessage{"report_chart_morris_mu_star", "Morris μ*（90%区间）", "Morris μ* (90 % interval)"},
    PlainMessage{"report_chart_need", "需要（不计价格、距离）", "need (free of price and distance)"},
    PlainMessage{"report_chart_not_distinguishable", "与零无法区分", "not distinguishable from zero"},
    PlainMessage{"report_chart_observed", "实际值", "observed"},
    PlainMessage{"report_chart_of_observed", "推演值占实际值", "hindcast as share of observed"},
    PlainMessage{"report_chart_over60", "60岁及以上", "60 and over"},
    PlainMessage{"report_chart_over80", "80岁及以上", "80 and over"},
    PlainMessage{"report_chart_p_not_short", "不短缺的概率", "probability of not being short"},
    PlainMessage{"report_chart_p_short", "短缺概率", "P(short)"},
    PlainMessage{"report_chart_p_surplus", "闲置概率", "P(surplus)"},
    PlainMessage{"report_chart_pause", "⏸ 暂停", "⏸ Pause"},
    PlainMessage{"report_chart_play", "▶ 逐年播放", "▶ Play"},
    PlainMessage{"report_chart_population", "常住人口", "residents"},
    PlainMessage{"report_chart_prcc", "偏秩相关（90%区间）", "partial rank correlation (90 % interval)"},
    PlainMessage{"report_chart_probability", "概率", "probability"},
    PlainMessage{"report_chart_rank_correlation", "秩相关（90%区间）", "rank correlation (90 % interval)"},
    PlainMessage{"report_chart_required", "80%把握所需", "suffices with p 0.8"},
    PlainMessage{"report_chart_rho", "秩相关", "rank corr."},
    PlainMessage{"report_chart_sobol_first", "一阶指数（90%区间）", "first-order index (90 % interval)"},
    PlainMessage{"report_chart_sobol_total", "总指数（90%区间）", "total index (90 % interval)"},
    PlainMessage{"report_chart_state_case", "供给口径：{0}", "supply case: {0}"},
    PlainMessage{"report_chart_state_pyramid", "人口金字塔：{0}，{1} 年", "pyramid: {0}, {1}"},
    PlainMessage{"report_chart_state_scenario", "情景：{0}", "scenario: {0}"},
    PlainMessage{"report_chart_state_service", "服务：{0}", "service: {0}"},
    PlainMessage{"report_chart_supply_of", "供给：{0}", "capacity: {0}"},
    PlainMessage{"report_chart_target_of", "目标 {0}", "target {0}"},
    PlainMessage{"report_chart_target_year", "规划目标年", "target year"},
    PlainMessage{"report_chart_twin", "孪生（队列要素法）", "twin (cohort-component)"},
    PlainMessage{"report_chart_twin_z", "与孪生之差（标准误的倍数）", "distance from the twin (standard errors)"},
    PlainMessage{"report_chart_under3", "3岁以下", "under 3"},
    PlainMessage{"report_chart_urban_share", "城镇人口比重", "urban share"},
    PlainMessage{"report_chart_verdict", "判断", "verdict"},
    PlainMessage{"report_chart_wait_between", "从半数到九成", "from half to nine tenths"},
    PlainMessage{"report_chart_wait_half", "半数人等候不超过", "half wait at most"},
    PlainMessage{"report_chart_wait_most", "九成人等候不超过", "nine tenths wait at most"},
    PlainMessage{"report_chart_when_high", "最高五分之一（中位 {0}）", "highest fifth (median {0})"},
    PlainMessage{"report_chart_when_low", "最低五分之一（中位 {0}）", "lowest fifth (median {0})"},
};

}  // namespace

std::span<const PlainMessage> report_chart_messages() { return kMessages; }

}  // namespace gongxu
