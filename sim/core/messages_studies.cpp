/// What the studies of assumptions print: sensitivity, discovery. Said with say(), sorted by use.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {

std::span<const PlainMessage> study_messages() {
  static constexpr std::array kMessages{
      PlainMessage{"theme_births", "生育", "births"},
      PlainMessage{"theme_ageing", "老龄化（死亡与失能）", "ageing (deaths, dependency)"},
      PlainMessage{"theme_migration", "迁移", "migration"},
      PlainMessage{"theme_urbanisation", "城镇化", "urbanisation"},
      PlainMessage{"theme_childcare", "托育意愿", "wish for childcare"},
      PlainMessage{"theme_care", "养老意愿与家庭", "who seeks a care bed"},
      PlainMessage{"theme_schools", "就学与学位", "schooling and seats"},
      PlainMessage{"theme_health", "就医与床位", "use of health care"},
      PlainMessage{"theme_registration", "户籍", "registration"},
      PlainMessage{"factor_others", "其余全部假设", "all other assumptions"},
      PlainMessage{"factor_dummy", "随机性（虚拟因子，对照）", "chance (dummy, the control)"},
      PlainMessage{
          "sensitivity_morris", "Morris 筛选：{0} 条轨迹，{1} 个因子，{2} 次推演（每点 {3} 个随机副本），情景 {4}",
          "Morris screening: {0} trajectories, {1} factors, {2} lives of the place ({3} replicates of chance a "
          "point), scenario {4}"},
      PlainMessage{"sensitivity_sobol",
                   "Sobol 方差分解：基样本 {0}，{1} 个因子，{2} 次推演（每点 {3} 个随机副本），情景 {4}",
                   "Sobol shares of variance: {0} base samples, {1} factors, {2} lives of the place ({3} replicates of "
                   "chance a point), scenario {4}"},
      PlainMessage{"sensitivity_prcc",
                   "偏秩相关（PRCC）：{0} 个点，{1} 个因子，{2} 次推演（每点 {3} 个随机副本），情景 {4}",
                   "partial rank correlation (PRCC): {0} points, {1} factors, {2} lives of the place ({3} replicates "
                   "of chance a point), scenario {4}"},
      PlainMessage{"col_mu_star", "μ*", "mu*"},
      PlainMessage{"col_sigma", "σ", "sigma"},
      PlainMessage{"col_total", "总效应", "total"},
      PlainMessage{"col_first", "主效应", "first"},
      PlainMessage{"col_if_known", "若已知则区间", "interval if known"},
      PlainMessage{"col_by_chance", "随机性", "by chance"},
      PlainMessage{"col_prcc", "偏秩相关", "PRCC"},
      PlainMessage{"sensitivity_none", "没有能与零区分的因子", "no factor can be told from zero"},
      PlainMessage{
          "sensitivity_note_morris",
          "μ*：因子由其最低到最高分位数时输出的平均变动（90% "
          "区间）；σ：这一变动因其他因子而异的程度。末列：随机性（虚拟因子）造成的变动，只列出明显大于它的因子，每个输"
          "出最多五个。",
          "mu*: mean change of the output as the factor passes its whole range of quantiles (90 % interval); "
          "sigma: how far that change depends on the others. last: what chance (the dummy) changes; listed are "
          "factors that change clearly more, at most five an output."},
      PlainMessage{
          "sensitivity_note_sobol",
          "总效应：因子连同交互所解释的方差份额；主效应：单独解释的份额（均为 90% "
          "自助区间）；末列：若该假设为已知，80% "
          "区间约缩窄多少。只列出能与零区分（一个输出的全部因子合计 5% 水平）且达到 1% 的因子，每个输出最多五个。",
          "total: share of variance explained with interactions; first: alone (90 % bootstrap intervals); last: by how "
          "much the 80 % interval would narrow if this assumption were known. Listed is what can be told from zero "
          "(5 % for all factors of an output together) and makes 1 % or more, at most five factors an output."},
      PlainMessage{
          "sensitivity_note_prcc",
          "偏秩相关：扣除其他因子后，因子与输出的秩相关（90% "
          "区间），符号为方向。只列出能与零区分的因子（一个输出的全部因子合计 5% "
          "水平），每个输出最多五个。",
          "PRCC: rank correlation of factor and output once all others are taken out (90 % interval); the sign is the "
          "direction. Listed is what can be told from zero (5 % for all factors of an output together), at most five "
          "factors an output."},
      PlainMessage{"sensitivity_chance", "随机性：单次推演中至多占方差的 {0}（{1}，{2} 年）；以上份额已扣除随机性。",
                   "chance makes at most {0} of the variance of a single life ({1}, {2}); the shares above are free "
                   "of it."},
      PlainMessage{"sensitivity_control", "对照：虚拟因子在 {1} 个指数中有 {0} 个被误判为非零。",
                   "control: of {1} indices of the dummy, {0} were told from zero."},
      PlainMessage{"discovery_heading", "规划在哪些未来中失灵（PRIM 情景发现）：",
                   "in which futures the plan fails (scenario discovery by PRIM):"},
      PlainMessage{"discovery_short",
                   "{0}（{1} 年，{2}）：{3} 的未来短缺。{4} 时短缺的概率为 {5}，涵盖 {6} 的短缺情形。",
                   "{0} ({1}, {2}): short in {3} of the futures. Where {4}: short in {5}, which is {6} of all short "
                   "futures."},
      PlainMessage{
          "discovery_surplus", "{0}（{1} 年，{2}）：{3} 的未来过剩。{4} 时过剩的概率为 {5}，涵盖 {6} 的过剩情形。",
          "{0} ({1}, {2}): in surplus in {3} of the futures. Where {4}: in surplus in {5}, which is {6} of all "
          "such futures."},
      PlainMessage{"discovery_note", "界限由一半的点找出，概率和涵盖率由另一半检验；可能是偶然的界限已删去。",
                   "Limits were found on half of the points, the shares are of the other half; limits that could be "
                   "chance are left out."},
  };
  return kMessages;
}

}  // namespace gongxu
