// Mistakes on the command line and in run folders.
// Each entry: key; what, rule and remedy in Chinese; the same in English.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kMessages{
    ProblemMessage{"precision_too_fine", "误差 {0} 需要抽样 {1} 次。", "抽样次数最多 {2} 次。", "放宽 --precision。",
                   "an error of {0} takes {1} draws.", "there are {2} draws at most.", "allow a larger --precision."},
    ProblemMessage{"unknown_service", "没有服务“{0}”。", "服务须是规定的词，例如 childcare。",
                   "若是笔误，请改为“{1}”。", "there is no service \"{0}\".",
                   "a service is one of certain words, for instance childcare.",
                   "write \"{1}\", the nearest of them, if that is meant."},
    ProblemMessage{"unknown_command", "没有命令“{0}”。", "命令为：{1}。", "最接近的是“{2}”；gongxu --help 列出全部。",
                   "there is no command \"{0}\".", "the commands are {1}.",
                   "the nearest is \"{2}\"; gongxu --help lists them all."},
    ProblemMessage{"bad_option", "命令行有误：{0}", "每个选项见 gongxu --help。", "改正该选项。",
                   "the command line is wrong: {0}", "gongxu --help lists the options.", "correct the option."},
    ProblemMessage{"missing_plan", "命令“{0}”缺少规划文件夹。", "写法：gongxu {0} 规划文件夹 [选项]。",
                   "补上文件夹，例如 scenarios/lizhou。", "the command \"{0}\" lacks a plan's folder.",
                   "it is written gongxu {0} PLAN [options].", "add the folder, for instance scenarios/lizhou."},
    ProblemMessage{"too_many_words", "命令“{0}”不认识多出的“{1}”。",
                   "命令之后只写规划文件夹（compare 可写两个结果文件夹）。", "去掉它，或补上它所属的选项名。",
                   "the command \"{0}\" does not know what to do with \"{1}\".",
                   "a command is followed by the plan's folder alone (compare: up to two run folders).",
                   "leave it out, or add the option that it belongs to."},
    ProblemMessage{"unknown_scenario", "没有情景“{0}”。", "情景是规划文件夹中 scenarios/ 下的文件名。",
                   "最接近的是“{1}”。", "there is no scenario \"{0}\".",
                   "scenarios are the files below scenarios/ of the plan's folder.", "the nearest is \"{1}\"."},
    ProblemMessage{
        "until_beyond_rates", "末年 {0} 超出全国死亡率与生育率表的末年 {1}。", "推演不能超出所给的率。",
        "改小 --until，或在全国表中补充年份。", "the last year {0} lies beyond {1}, where the national rates end.",
        "nothing is projected without rates.", "choose an earlier --until, or add years to the national tables."},
    ProblemMessage{"until_before_base", "末年 {0} 早于基期 {1}。", "推演从基期开始。", "改大 --until。",
                   "the last year {0} lies before the base year {1}.", "runs start at the base date.",
                   "choose a later --until."},
    ProblemMessage{"number_out_of_range", "选项 {0} 的值 {1} 不在 {2} 到 {3} 之间。",
                   "次数、进程数和年份须为合理的整数。", "改正该值。", "{0} is {1}, not between {2} and {3}.",
                   "counts, processes and years are whole numbers within reason.", "correct the number."},
    ProblemMessage{"negative_number", "“{0}”是负数。", "选项的数值都不为负。", "改正该值。", "\"{0}\" is negative.",
                   "no option takes a number below zero.", "correct the number."},
    ProblemMessage{"not_whole_units", "“{0}”不是数量。", "数量须为不超过九位的非负整数，之间用空格分开。",
                   "改正该值；规划文件夹写在各选项之前。", "\"{0}\" is no number of units.",
                   "units are whole numbers of at most nine digits, with blanks between them.",
                   "correct it; the plan's folder stands before the options."},
    ProblemMessage{"between_two_numbers", "--between 之后有 {0} 个数。", "搜索范围由下限和上限两个数给出。",
                   "写成例如 --between 100 500。", "numbers after --between: {0}.",
                   "the range is given by two numbers, the lowest and the highest.",
                   "write, for instance, --between 100 500."},
    ProblemMessage{"between_upside_down", "--between 的下限 {0} 大于上限 {1}。", "先写下限，后写上限。",
                   "改正或对调两个数。", "--between has {0} first, which is more than {1}.",
                   "the lowest number comes first, the highest second.", "correct the two, or swap them."},
    ProblemMessage{"folder_exists", "输出文件夹“{0}”已存在。", "不覆盖已有结果。", "换一个 --out，或加 --force 覆盖。",
                   "the output folder \"{0}\" exists.", "earlier results are not overwritten.",
                   "choose another --out, or add --force."},
    ProblemMessage{"not_a_run_folder", "“{0}”既不是规划文件夹，也不是结果文件夹。",
                   "结果文件夹含 run.json 和 tables/。", "给出 gongxu run 写出的文件夹，或规划文件夹。",
                   "\"{0}\" is neither a plan's folder nor a run's.", "a run's folder holds run.json and tables/.",
                   "name a folder that gongxu run wrote, or a plan's."},
    ProblemMessage{"foreign_force", "“{0}”不是结果文件夹，--force 不会删除它。", "--force 只替换含 run.json 的文件夹。",
                   "换一个 --out。", "\"{0}\" is no run folder; --force does not remove it.",
                   "--force replaces only folders with a run.json.", "choose another --out."},
    ProblemMessage{"cannot_write", "无法写入文件“{0}”。", "所在文件夹须存在且可写。", "换一个路径。",
                   "the file \"{0}\" cannot be written.", "its folder must exist and be writable.",
                   "choose another path."},
    ProblemMessage{"compare_needs_two", "“{0}”中只有一个情景。", "对比需要两个情景或两个结果文件夹。",
                   "再给一个，或用 --scenario 选两个情景。", "\"{0}\" holds one scenario only.",
                   "a comparison needs two scenarios, or two run folders.",
                   "name another, or choose two with --scenario."},
    ProblemMessage{"unequal_replicates", "“{0}”与“{1}”的抽样次数或种子不同。", "逐对相减要求同样的次数和种子。",
                   "用同样的 --replicates 和 --seed 重跑其一。", "\"{0}\" and \"{1}\" differ in replicates or seed.",
                   "pairs need the same number and the same seed.",
                   "run one of them again with the same --replicates and --seed."},
};

}  // namespace

std::span<const ProblemMessage> command_problem_messages() { return kMessages; }

}  // namespace gongxu
