// Mistakes of studies on many machines.
// Each entry: key; what, rule and remedy in Chinese; the same in English.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kMessages{
    ProblemMessage{"bad_shard", "“{0}”不是任务份。", "写成“第几份/共几份”，从 1 数起，最多 {1} 份。",
                   "改正，例如 --shard 1/3。", "\"{0}\" is no part of a study.",
                   "a part is written NUMBER/OF, counted from 1, of {1} parts at most.",
                   "correct it, for instance --shard 1/3."},
    ProblemMessage{"shard_not_here", "命令 {0} 不能分份。",
                   "只有 run 的单元互不依赖；其他命令的后一步取决于前一步的全部结果。",
                   "去掉 --shard；要用多台机器，可用 mpirun 运行。", "the command {0} cannot be done in parts.",
                   "only the units of run do not need each other: a later step of other commands rests on all "
                   "results of an earlier one.",
                   "leave out --shard; mpirun spreads the command over machines."},
    ProblemMessage{"not_with_shard", "{0} 不能与 --shard 同用。",
                   "一份中没有全部抽样：精度和方差分解由全部抽样算出，逐事件记录由完整的推演写出。",
                   "去掉 {0}，或不分份运行。", "{0} does not go with --shard.",
                   "a part lacks the draws of the others: precision and the split of variance rest on all of them, "
                   "and a trace is written by a whole run.",
                   "leave out {0}, or run without --shard."},
    ProblemMessage{"shard_needs_out", "--shard 需要 --out。", "各份分别存放，最后合并。",
                   "加 --out，例如 --out part1。", "--shard needs --out.",
                   "parts have folders of their own, to be merged later.", "add --out, for instance --out part1."},
    ProblemMessage{"more_processes_than_units", "要求 {0} 个进程或任务份，而单元只有 {1} 个。",
                   "每个进程或任务份至少做一个单元，多出的会闲着。", "改为 {1} 或更少。",
                   "{0} processes or parts for {1} units.",
                   "each does one unit at least: more of them would stand idle.", "ask for {1} or fewer."},
    ProblemMessage{"merge_lacks_folders", "merge 缺少任务份的文件夹或 --out。",
                   "写法：gongxu merge 规划文件夹 任务份... --out 结果。",
                   "列出 gongxu run --shard 写出的全部文件夹，并加 --out。",
                   "merge lacks the folders of the parts, or --out.",
                   "it is written gongxu merge PLAN PART... --out OUT.",
                   "name all folders that gongxu run --shard wrote, and --out."},
    ProblemMessage{"merge_takes_options", "merge 不接受 {0}。", "推演的选项取自各任务份。",
                   "去掉它；要改选项，须重跑各份。", "merge does not take {0}.",
                   "the options of the run are those of its parts.",
                   "leave it out; for other options do the parts again."},
    ProblemMessage{"not_a_part", "“{0}”不是完成的任务份。",
                   "任务份的文件夹由 gongxu run --shard 写出，含 study.txt，末行为 shard。",
                   "改正路径；若中断过，先在原机器上用 --resume 做完。", "\"{0}\" is no complete part of a run.",
                   "a part's folder is written by gongxu run --shard and has a study.txt whose last line says shard.",
                   "correct the path; if it was interrupted, complete it with --resume first."},
    ProblemMessage{"part_of_another_study", "这一份属于另一项推演：那里是“{0}”，这里是“{1}”。",
                   "各份的输入、选项、种子和程序都须相同，也须与合并时的相同。",
                   "改回相同的输入和程序，或重跑不同的一份。",
                   "this part is of another study: \"{0}\" there, \"{1}\" here.",
                   "inputs, options, seed and program are the same in all parts, and where they are merged.",
                   "restore what differs, or do that part again."},
    ProblemMessage{"parts_of_other_count", "这一份是“{0}”，而“{1}”是“{2}”。", "合并的各份出自同一种分法。",
                   "找齐同一种分法的各份，或重跑。", "this part is \"{0}\", but \"{1}\" is \"{2}\".",
                   "parts that are merged are of one division.", "gather the parts of one division, or do them again."},
    ProblemMessage{"part_twice", "“{0}”给了两次，另一次在“{1}”。", "每份只合并一次。", "去掉一个。",
                   "\"{0}\" is there twice, also in \"{1}\".", "each part is merged once.", "leave one of them out."},
    ProblemMessage{"part_missing", "缺少任务份：{0}。", "全部任务份齐了才能合并。", "补上缺少的文件夹，或先做完。",
                   "parts are missing: {0}.", "a run is merged when all its parts are there.",
                   "add their folders, or do them first."},
    ProblemMessage{"jobs_under_mpirun", "--jobs 不能与 mpirun 同用。",
                   "由 mpirun 启动时，每个进程做一个单元，不再派生进程。", "去掉 --jobs，用 mpirun -n 给出进程数。",
                   "--jobs does not go with mpirun.",
                   "under mpirun each rank does a unit at a time and starts no processes of its own.",
                   "leave out --jobs; mpirun -n says how many."},
    ProblemMessage{"built_without_mpi", "mpirun 启动了多个进程，而本程序编译时未带 MPI。",
                   "否则每个进程都会各自完成全部推演。", "用 cmake --preset mpi 编译；或不用 mpirun。",
                   "mpirun started several processes of a program that was built without MPI.",
                   "each of them would do the whole study.", "build with cmake --preset mpi, or start without mpirun."},
    ProblemMessage{"rank_of_another_study", "一个进程读到的与第一个进程不同：第一个是“{0}”，这里是“{1}”。",
                   "各机器上的输入和程序都须相同。", "把同样的文件和程序放到所有机器的同一路径。",
                   "a rank reads another study than the first: \"{0}\" there, \"{1}\" here.",
                   "inputs and program are the same on all machines.",
                   "put the same files and program at the same path on all of them."},
};

constexpr std::array kPlain{
    PlainMessage{"part_is_done",
                 "第 {1} 份（共 {2} 份）已完成：{0}。各份齐后合并：gongxu merge {3} 各份文件夹... --out 结果",
                 "part {1} of {2} is done: {0}. When all are: gongxu merge {3} PARTS... --out OUT"},
};

}  // namespace

std::span<const ProblemMessage> machine_problem_messages() { return kMessages; }
std::span<const PlainMessage> machine_messages() { return kPlain; }

}  // namespace gongxu
