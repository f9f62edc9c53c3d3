/// Words of the page of solve: what suffices, what can be done without building, which number is robust.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kMessages{
    PlainMessage{"solve_answer",
                 "{0}：{1} 年以 {2} 把握不短缺，需 {3}（80% 区间 {4}–{5}；另一种子复核：短缺概率 {6}，减少一成时 {7}）",
                 "{0}: not to be short in {1} with probability {2} takes {3} (80 % interval {4}–{5}; P(short) with "
                 "another seed {6}; with a tenth less: {7})"},
    PlainMessage{"solve_as_ratio", "，即 {0}", ", that is {0}"},
    PlainMessage{"solve_target", "；规划目标 {0}", "; the plan's target is {0}"},
    PlainMessage{"solve_at_least", "；这是所给范围的下限，再少或许也够",
                 "; that is the lower bound asked for: fewer may do"},
    PlainMessage{"solve_no_base", "{0}：基期没有数据，{1} 年所需数量无从推算。",
                 "{0}: nothing is known of the base date, so nothing can be said of {1}."},
    PlainMessage{"solve_nothing_found",
                 "{0}：{1} 年没有找到以 {2} 把握不短缺的数量；试过的数量中最好的是 {3}，短缺概率 {4}（另一种子 {5}）。",
                 "{0}: no number was found with which it is not short in {1} with probability {2}; the best tried is "
                 "{3}, P(short) {4} (with another seed {5})."},
    PlainMessage{
        "solve_none_between",
        "{0}：{1} 年在 {6}–{7} 之间没有以 {2} 把握不短缺的数量；其中最好的是 {3}，短缺概率 {4}（另一种子 {5}）。",
        "{0}: no number from {6} to {7} is enough not to be short in {1} with probability {2}; the best of "
        "them is {3}, P(short) {4} (with another seed {5})."},
    PlainMessage{"solve_beyond", "超出搜索范围", "beyond the search"},
    PlainMessage{"solve_not_confirmed", "（复核的短缺概率明显高于所求：请增加抽样次数。）",
                 "(P(short) with the other seed is clearly above what was asked: take more draws.)"},
    PlainMessage{"solve_ways", "不新建的办法（短缺概率均为另一种子复核）：",
                 "without building (every P(short) is from another seed):"},
    PlainMessage{"solve_ways_later", "可推迟的余地（短缺概率均为另一种子复核）：",
                 "room for delay (every P(short) is from another seed):"},
    PlainMessage{"solve_convert",
                 "为 {0} 年（自上年1月1日起）将{2} {1} 转为{4} {3}（{5}）：{4}的短缺概率由 {6} 变为 {7}，{8}的由 {9} "
                 "变为 {10}。",
                 "{1} units of {2} turned into {3} of {4} for {0}, from 1 January of the year before on ({5}): "
                 "P(short) of {4} goes from {6} "
                 "to {7}, that "
                 "of {8} from {9} to {10}."},
    PlainMessage{
        "solve_convert_short",
        "单靠转换不够：{2}总共只有 {1}，为 {0} 年（自上年1月1日起）全部转为{4} {3}（{5}），{4}的短缺概率由 {6} 变为 "
        "{7}，仍高于所求；{8}的由 {9} "
        "变为 {10}。",
        "not enough units to convert: with all {1} units of {2} turned into {3} of {4} for {0}, from 1 January of the "
        "year before on ({5}), "
        "P(short) of {4} goes from {6} to {7}, still above what is asked; that of {8} from {9} to {10}."},
    PlainMessage{"solve_ordinary_beds", "普通养老床位", "ordinary care beds"},
    PlainMessage{"solve_lever_rate", "比例 {0}:{1}，取自本规划的转换情景", "{0} for {1}, as in the pack's own lever"},
    PlainMessage{"solve_one_for_one", "没有比例可依，按一比一", "one for one, for want of a stated rate"},
    PlainMessage{
        "solve_delay", "{0}的规划项目最多可推迟 {1} 年：{2} 年短缺概率由 {3} 变为 {4}；再推迟一年为 {5}。",
        "the plan's projects for {0} can come {1} years later at most: P(short) in {2} goes from {3} to {4}; a "
        "year more and it is {5}."},
    PlainMessage{"solve_delay_long", "{0}的规划项目推迟 {1} 年（试到 {1} 年为止）仍够：{2} 年短缺概率由 {3} 变为 {4}。",
                 "the plan's projects for {0} can come {1} years later, the most that was tried: P(short) in {2} goes "
                 "from {3} to {4}."},
    PlainMessage{"solve_delay_none", "{0}的规划项目不能推迟：{1} 年短缺概率为 {2}，推迟一年为 {3}。",
                 "the plan's projects for {0} cannot come later: P(short) in {1} is {2}, a year later {3}."},
    PlainMessage{"solve_delay_uneven",
                 "{0}按规划的时间和分布，{1} 年短缺概率为 {2}：总量够，但时间或片区不合，项目不宜推迟。",
                 "{0}: at the plan's dates and places P(short) in {1} is {2}: there is enough in all, but not when and "
                 "where it is asked for; no project can wait."},
    PlainMessage{"solve_table", "{0} 年指标表（修订参考）：", "the plan's table as it should read in {0}:"},
    PlainMessage{"solve_footnote",
                 "所需：自上年1月1日起不变（先消化积压的等候者），按各片区当年有效需求的中位数分布；缺口：所需减已量化"
                 "供给（负数为多余）。",
                 "required: constant from 1 January of the year before on (who has waited is served first), shared out "
                 "as median demand of the year is; gap: "
                 "required less what is quantified (negative: to spare)."},
    PlainMessage{"solve_convert_note",
                 "转换：与转换情景相同，按基期服务对象的居住地分布到各片区（“所需”按当年需求分布），所得可以多于缺口；"
                 "转出方的短缺概率，"
                 "养老床位连护理型床位一并计算。",
                 "conversions are shared out as the levers are, by where those whom they are for live at the base date "
                 "(required: by the year's demand), so they may gain more than the gap; P(short) of care beds is that "
                 "of all, nursing beds included."},
    PlainMessage{
        "solve_care_note",
        "养老床位按两类床位合计的入住率判断：护理型床位空置时，普通床位不足看不出来；所需不低于已有的护理型床位。",
        "care beds are judged by the occupancy of both kinds together: where nursing beds stand empty a lack of "
        "ordinary ones does not show; required is never below the nursing beds there are."},
    PlainMessage{"solve_staff_note", "医师、护士以基年负荷的 1.10 倍为限，所需可低于有效需求。",
                 "physicians and nurses may bear 1.10 of the base year's load: they can be fewer than demand."},
    PlainMessage{"robust_title", "{0} 年稳健修订（情景 {1} 个，每列各取最差的）：",
                 "robust revision of {0} (scenarios: {1}; each column shows the worst of them):"},
    PlainMessage{
        "robust_note",
        "未来：一个情景的一次抽样。满足：既不短缺也不闲置。后悔值：与该未来最近的合适数量相差多少，十个未来中九个不超过"
        "此"
        "数。"
        "情景没有概率，所以不对情景取平均，只取最差。",
        "a future: one draw of one scenario. satisfied: neither short nor in surplus. regret: how many units the "
        "number lies from the nearest that fits a future; nine futures of ten stay within. Scenarios carry no "
        "probability: no mean is taken over them, but the worst."},
    PlainMessage{"col_candidate", "备选数量", "candidate"},
    PlainMessage{"col_origin", "来源", "from"},
    PlainMessage{"col_not_short", "不短缺", "not short"},
    PlainMessage{"col_not_surplus", "不闲置", "not in surplus"},
    PlainMessage{"col_satisfied", "满足", "satisfied"},
    PlainMessage{"col_regret_short", "后悔值：不足", "regret: too few"},
    PlainMessage{"col_regret_idle", "后悔值：过剩", "regret: too many"},
    PlainMessage{"col_choice", "取舍", "choice"},
    PlainMessage{"robust_least_regret", "最大后悔值最小", "least largest regret"},
    PlainMessage{"robust_most_satisfied", "最差满足份额最大", "largest least share satisfied"},
    PlainMessage{"origin_quantified", "已量化", "quantified"},
    PlainMessage{"origin_target", "规划目标", "target"},
    PlainMessage{"origin_required", "反推所需", "required"},
    PlainMessage{"origin_median_least", "中位最少", "median least"},
    PlainMessage{"origin_given", "自选", "given"},
};

}  // namespace

std::span<const PlainMessage> solve_messages() { return kMessages; }

}  // namespace gongxu
