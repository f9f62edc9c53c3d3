// What calibrate says, and runs that take its draws. Problems: key; what, rule and remedy in Chinese; the same in
// English.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kProblems{
    ProblemMessage{"calibrate_needs", "缺少 {0}。", "校准须写明拟合哪些参数、对照哪个观测表。",
                   "例如 --parameters birth_path relative_fertility --observations births.csv。", "{0} is missing.",
                   "a calibration states which parameters are fitted, and to which table.",
                   "write, for instance, --parameters birth_path relative_fertility --observations births.csv."},
    ProblemMessage{"one_scenario_fitted", "校准一次只对一个情景，多出“{0}”。", "观测只有一个，对应发生过的那一个世界。",
                   "只写一个 --scenario，一般为 baseline。",
                   "a calibration is of one scenario; \"{0}\" is one too many.",
                   "what was observed happened in one world.", "name one --scenario, as a rule the baseline."},
    ProblemMessage{"nothing_held_out", "--hold-out 的 {0} 年没有可用的观测。", "留出检验的年份须有观测可对。",
                   "改正年份，或在观测表中补上该年。", "nothing usable is observed in {0}, named by --hold-out.",
                   "a year kept back is one that can be tested.", "correct the year, or add its observations."},
    ProblemMessage{"nothing_to_fit", "没有可供拟合的观测。", "至少要有一行可用且未留出的观测。",
                   "改正被拒绝的行，或减少 --hold-out 的年份。", "there is no observation to fit.",
                   "at least one row must be usable and not held out.",
                   "correct the rows that were refused, or hold out fewer years."},
    ProblemMessage{"observation_not_computed", "模型在这里不推算“{0}”。", "观测只能与模型推算的量相比。",
                   "换一个指标或片区；托位、床位的使用数须先在 plan.toml 中写明基期能力。",
                   "the model does not compute \"{0}\" here.", "observations are compared with what is computed.",
                   "choose another measure or zone; what is in use needs a base stock in plan.toml."},
    ProblemMessage{
        "effective_size_too_small", "需要 {0} 个后验抽样，{2} 次推算的有效样本量只有 {1}。",
        "有效样本量达不到抽样数时，抽样多为重复，不予交出。",
        "减少 --draws；或多写几个能解释观测的参数；或给观测写上误差 se；核对与其余矛盾的观测。",
        "{0} draws are asked for; {2} projections are worth {1}.",
        "below that size draws are repetitions of a few, and are not handed on.",
        "ask for fewer --draws; name more parameters that can explain what was observed; state the error se of "
        "observations; look for one that contradicts the others."},
    ProblemMessage{
        "nothing_plausible", "{2} 次推算中没有一次与全部观测相容。",
        "每个观测与推算之差须在三个标准误以内，计数的概率不能为零。",
        "核对观测的单位和口径；给观测写上误差 se；放宽参数的范围。",
        "of {2} projections none agrees with all observations.",
        "a projection is ruled out where it misses by more than three standard errors.",
        "check units and definitions of the observations; state their error se; widen the parameters' ranges."},
    ProblemMessage{
        "not_a_posterior", "“{0}”不是校准结果：没有 {1}。", "--posterior 须为 gongxu calibrate --out 写出的文件夹。",
        "核对路径，或先运行 gongxu calibrate … --out 文件夹。", "\"{0}\" is no calibration: {1} is not there.",
        "--posterior names a folder that gongxu calibrate --out wrote.",
        "correct the path, or run gongxu calibrate … --out FOLDER first."},
    ProblemMessage{"posterior_of_another_place", "这是地方 {0} 的校准，本规划属于 {1}。",
                   "一个地方的参数不能用于另一个地方。", "换用本地的校准结果。",
                   "this calibration is of place {0}, the plan of {1}.",
                   "what one place's observations tell is not true of another.", "name a calibration of this place."},
    ProblemMessage{"posterior_of_another_scenario", "规划中没有校准所用的情景“{0}”。", "校准的先验取自该情景。",
                   "恢复该情景，或重新校准。", "the plan has no scenario \"{0}\", in which the calibration was made.",
                   "the prior was that scenario's.", "restore it, or calibrate again."},
    ProblemMessage{
        "posterior_of_unknown_parameter", "校准结果中的参数“{0}”不在本规划中。", "校准与推演须为同一套参数。",
        "用现在的程序和规划重新校准。", "the calibration has a parameter \"{0}\" that the plan lacks.",
        "a calibration and its run have one set of parameters.", "calibrate again with the present program and plan."},
    ProblemMessage{"posterior_of_another_law", "参数“{0}”的分布在校准之后改过。", "后验由当时的分布得出。",
                   "恢复原来的分布，或重新校准（{1}）。",
                   "the distribution of \"{0}\" was changed after the calibration.",
                   "a posterior rests on the distribution that it started from.",
                   "restore the distribution, or calibrate again ({1})."},
    ProblemMessage{"posterior_incomplete", "校准结果的抽样缺少参数或有多余的参数：每个抽样应有 {0} 个。",
                   "每个抽样是完整的一行，参数之间的相关随之保留。", "不要改动该文件夹的表；重新校准。",
                   "draws of the calibration lack parameters or have too many: there are {0} to a draw.",
                   "a draw is a whole row, so that what hangs together stays together.",
                   "leave the folder's tables as they are; calibrate again."},
    ProblemMessage{"posterior_out_of_order", "抽样或年份“{0}”不按顺序。",
                   "抽样由 0 起逐个排列，年份由基年次年起逐年排列。", "不要改动或重新排序该表；重新校准。",
                   "the draw or year \"{0}\" is out of order.",
                   "draws follow one another from 0, years from the one after the base year.",
                   "do not edit or sort the table; calibrate again."},
    ProblemMessage{"posterior_and_setting", "参数“{0}”既由 --set 给定，又由校准结果 {1} 给出。",
                   "同一参数不能有两个来源。", "去掉 --set 或 --posterior 之一。",
                   "\"{0}\" is set by --set and by the calibration {1}.", "a parameter has one source.",
                   "leave out --set or --posterior."},
    ProblemMessage{
        "posterior_not_here", "{0} 不接受 --posterior。",
        "run、compare、solve 取校准的抽样；sensitivity 逐个改变参数，而校准使参数相互关联；calibrate 从先验开始。",
        "用 run、compare 或 solve，或去掉 --posterior。", "{0} takes no --posterior.",
        "run, compare and solve take a calibration's draws; sensitivity varies parameters one by one, which a "
        "calibration has tied together; calibrate starts from the prior.",
        "use run, compare or solve, or leave out --posterior."},
    ProblemMessage{"posterior_too_few_draws", "校准结果有 {0} 个抽样，这里需要 {1} 个。",
                   "solve 用一半抽样求解，用另一半检验。", "写 -n {2} 或更小，或以更多 --draws 重新校准。",
                   "the calibration has {0} draws; {1} are needed here.",
                   "solve finds its answer on some draws and tries it on others.",
                   "write -n {2} or fewer, or calibrate again with more --draws."},
};

constexpr std::array kPlain{
    PlainMessage{
        "calibration_heading",
        "{0} 参数校准（情景 {1}）：拟合 {2} 个观测，留出 {3} 个；推算 {4} 次，{5} 轮，有效样本量 {6}；后验抽样 {7} "
        "个（{8} 个不同）。",
        "calibration of {0} (scenario {1}): {2} observations fitted, {3} held out; {4} projections in {5} waves, "
        "effective size {6}; {7} posterior draws ({8} different)."},
    PlainMessage{"calibration_refused", "另有 {0} 个观测被拒绝，原因见上。",
                 "{0} observations were refused, as told above."},
    PlainMessage{"col_parameter", "参数", "parameter"},
    PlainMessage{"col_prior", "先验中位数（80 %）", "prior median (80 %)"},
    PlainMessage{"col_posterior", "后验中位数（80 %）", "posterior median (80 %)"},
    PlainMessage{"col_interval_change", "区间宽度", "interval"},
    PlainMessage{"col_learnt", "结论", "finding"},
    PlainMessage{"learnt_yes", "有所识别", "learnt"},
    PlainMessage{"learnt_not", "未识别", "not identified"},
    PlainMessage{"learnt_against_prior", "有所识别，落在先验 80 % 区间之外", "learnt, outside the prior's 80 %"},
    PlainMessage{"calibration_not_identified", "这些观测没有识别：{0}。其后验即先验，结果与不校准无异。",
                 "not identified by these observations: {0}. Their posterior is their prior, as without calibration."},
    PlainMessage{"calibration_others_moved",
                 "未点名而也被观测移动：{0}。它们随同抽样一并传下；若属有意，请点名；若不应移动，请核对其分布。",
                 "moved without being named: {0}. They pass on in the same draws: name them if that is meant, look at "
                 "their distributions if not."},
    PlainMessage{"col_observation", "观测", "observation"},
    PlainMessage{"col_observed", "观测值", "observed"},
    PlainMessage{"col_before", "校准前", "before"},
    PlainMessage{"col_after", "校准后期望（80 %）", "expected after (80 %)"},
    PlainMessage{"col_predicted", "预测区间（80 %）", "predicted (80 %)"},
    PlainMessage{"col_inside", "是否在内", "inside"},
    PlainMessage{"col_use", "用途", "use"},
    PlainMessage{"inside_yes", "是", "yes"},
    PlainMessage{"inside_no", "否", "no"},
    PlainMessage{"use_fitted", "拟合", "fitted"},
    PlainMessage{"use_held_out", "留出", "held out"},
    PlainMessage{"calibration_fitted", "拟合的 {0} 个观测：{1} 个在预测区间内；中位数平均偏离 {2}，校准后 {3}。",
                 "fitted, {0} observations: {1} in the predicted interval; medians miss by {2} on average, after "
                 "calibration by {3}."},
    PlainMessage{"calibration_held_out", "留出的 {0} 个观测：{1} 个在预测区间内；中位数平均偏离 {2}，校准后 {3}。",
                 "held out, {0} observations: {1} in the predicted interval; medians miss by {2} on average, after "
                 "calibration by {3}."},
    PlainMessage{"calibration_nothing_held_out", "没有留出的年份：拟合得好不等于预测得好（--hold-out）。",
                 "no year was held out: a good fit is no proof of a good forecast (--hold-out)."},
    PlainMessage{
        "calibration_note",
        "预测区间含随机波动与观测误差。出生、死亡为负二项（离散度 0.5–4 %，80 %），人口误差 1 "
        "%，其余按三个标准误取舍。",
        "predicted intervals hold chance and the error of observing. Births and deaths are negative binomial "
        "(dispersion 0.5-4 %, 80 %), residents have an error of 1 %, all else is ruled out beyond three standard "
        "errors."},
    PlainMessage{"calibration_note_poisson",
                 "预测区间含随机波动与观测误差。出生、死亡为泊松分布，人口误差 1 %，其余按三个标准误取舍。",
                 "predicted intervals hold chance and the error of observing. Births and deaths are Poisson, residents "
                 "have an error of 1 %, all else is ruled out beyond three standard errors."},
    PlainMessage{"calibration_plausible", "先验中 {0} 未被排除。", "not ruled out: {0} of the prior."},
    PlainMessage{"calibration_next", "抽样写入 {0}；推演时加 --posterior {0}。",
                 "the draws are in {0}; add --posterior {0} to run with them."},
    PlainMessage{"page_posterior", "参数取自校准（{0}，{1} 个抽样），对照：{2}。",
                 "parameters are calibrated ({0}, {1} draws) against {2}."},
};

}  // namespace

std::span<const ProblemMessage> calibration_problem_messages() { return kProblems; }
std::span<const PlainMessage> calibration_messages() { return kPlain; }

}  // namespace gongxu
