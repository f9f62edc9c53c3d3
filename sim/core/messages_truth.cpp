/// What is said of results held against other methods and against the past. Said with say(), sorted by use.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {

std::span<const PlainMessage> truth_messages() {
  static constexpr std::array kMessages{
      PlainMessage{
          "twin_line",
          "孪生检验（队列要素法，同一套输入）：{0} 个人数不少于 {1} 的年龄×性别×区域×年份单元，取 {2} 次抽样；"
          "超过 2 个标准误的占 {3} %（偶然预期 {4} %），连同各年出生、死亡、迁移合计，最大 {5} 个标准误（上限 {6}）。",
          "Twin (cohort-component, the very same inputs): {0} cells of age, sex, zone and year with {1} or more "
          "people, {2} draws; beyond 2 standard errors {3} % (by chance {4} %), with all years' births, deaths and "
          "moves, the "
          "farthest {5} (limit {6})."},
      PlainMessage{"twin_controlled", "以孪生为控制变量：{0} 个结果中一半的方差至少缩小到 1/{1}（见 controlled.csv）。",
                   "With the twin as control variate half of {0} outputs have at most 1/{1} of the variance "
                   "(controlled.csv)."},
      PlainMessage{"twin_cell", "{0} 年 {2} 岁{1}性", "{1}, age {2}, in {0}"},
      PlainMessage{"twin_too_far",
                   "  与孪生不符：情景 {0}，区域 {1}，{2}：推演 {3}，孪生 {4}，相差 {5} 个标准误；"
                   "见 tables/twin.csv 与 twin_measures.csv，勿据此下结论。",
                   "  too far from its twin: scenario {0}, zone {1}, {2}: agents {3}, twin {4}, {5} standard errors "
                   "apart; see tables/twin.csv and twin_measures.csv, and rest nothing on this run."},
      PlainMessage{"measure_births_order_1", "一孩出生", "first births"},
      PlainMessage{"measure_births_order_2", "二孩出生", "second births"},
      PlainMessage{"measure_moves_in", "片区间迁入", "moves in between zones"},
      PlainMessage{"measure_moves_out", "片区间迁出", "moves out between zones"},
      PlainMessage{"measure_population_6_11", "6—11岁", "aged 6-11"},
      PlainMessage{"measure_population_80plus", "80岁及以上", "80 and over"},
      PlainMessage{"measure_tfr", "总和生育率", "total fertility"},
      PlainMessage{"word_female", "女", "female"},
      PlainMessage{"word_male", "男", "male"},
      PlainMessage{"twin_preview_heading", "{0}：队列要素法预测（参数取中值，常住人口，年末）",
                   "{0}: cohort-component projection (parameters at their centres, residents at 31 December)"},
  };
  return kMessages;
}

}  // namespace gongxu
