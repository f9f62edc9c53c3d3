// What is made of finished folders: mistakes, and what `report` prints.
// Each problem: key; what, rule and remedy in Chinese; the same in English.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kProblems{
    ProblemMessage{
        "not_a_finished_run", "“{0}”不是完整的结果文件夹。",
        "第一个须为 gongxu run 写出的文件夹（含 run.json）；其后可跟 run、solve、sensitivity、hindcast 的结果。",
        "先运行 gongxu run，或改正路径。", "\"{0}\" is no finished run's folder.",
        "the first is a folder that gongxu run wrote, with run.json; folders of run, solve, sensitivity or "
        "hindcast may follow.",
        "run gongxu run first, or correct the path."},
    ProblemMessage{"missing_run", "命令“{0}”缺少结果文件夹。", "写法：gongxu {0} 结果文件夹 [文件夹...] [选项]。",
                   "补上 gongxu run 写出的文件夹。", "the command \"{0}\" lacks a run's folder.",
                   "it is written gongxu {0} RUN [FOLDER...] [options].", "add a folder that gongxu run wrote."},
    ProblemMessage{"record_file_missing", "缺少文件。", "结果文件夹须与写出时完全一致。", "从备份恢复，或重新推演。",
                   "the file is missing.", "a run's folder must be as it was written.",
                   "restore it from a copy, or run again."},
    ProblemMessage{"record_file_truncated", "文件只有 {0} 字节，应为 {1} 字节。", "结果文件夹须与写出时完全一致。",
                   "复制可能未完成：重新复制，或重新推演。", "the file has {0} bytes, it had {1}.",
                   "a run's folder must be as it was written.",
                   "a copy may have been cut short: copy it again, or run again."},
    ProblemMessage{"record_file_changed", "文件写出后被改动过（SHA-256 不符）。", "报告中的数字须能追溯到推演本身。",
                   "从备份恢复，或重新推演；要改数据请另存副本。",
                   "the file was changed after it was written (its SHA-256 differs).",
                   "a report's numbers lead back to the run.",
                   "restore it from a copy, or run again; change data in a copy of your own."},
    ProblemMessage{"record_manifest_broken", "不是本程序写出的说明文件，或已损坏。",
                   "run.json 和 datapackage.json 的格式为 1。", "从备份恢复，或重新推演。",
                   "this is no description that the program wrote, or it is broken.",
                   "run.json and datapackage.json are of format 1.", "restore it from a copy, or run again."},
    ProblemMessage{"record_other_place", "{0} 为 {1}，第一个文件夹为 {2}。", "一份报告只讲一个地方、同样的年份。",
                   "分别生成报告。", "{0} is {1}, in the first folder {2}.",
                   "a report is about one place and the same years.", "make one report of each."},
    ProblemMessage{"record_too_old", "由较早的程序（{0}，{1}）写出，缺少报告所需的表。", "报告只取结果文件夹中的表。",
                   "用现在的程序重新推演。",
                   "an earlier program ({0}, {1}) wrote it; tables that a report needs are not there.",
                   "a report is made of the folder's tables alone.", "run again with this program."},
    ProblemMessage{"record_no_table", "没有表“{0}”。", "此项输出需要该表。", "用现在的程序重新推演。",
                   "there is no table \"{0}\".", "this output needs it.", "run again with this program."},
    ProblemMessage{"record_quote_open", "引号未结束。", "表为 RFC 4180 格式。", "从备份恢复，或重新推演。",
                   "a quote is not closed.", "tables are CSV by RFC 4180.", "restore it from a copy, or run again."},
    ProblemMessage{"record_row_broken", "这一行不是 {0} 格，或没有换行。", "每行的格数与表头相同。",
                   "从备份恢复，或重新推演。", "the row has not {0} cells, or no end of line.",
                   "every row has as many cells as the header.", "restore it from a copy, or run again."},
    ProblemMessage{"record_column_missing", "缺少列“{0}”。", "表的列由程序版本决定。", "用现在的程序重新推演。",
                   "the column \"{0}\" is missing.", "the version of the program decides a table's columns.",
                   "run again with this program."},
    ProblemMessage{"record_columns_differ", "列与“{0}”不同。", "合在一份报告中的结果须由同一版本写出。",
                   "用同一程序重新推演。", "its columns differ from those of \"{0}\".",
                   "what stands in one report is written by one version.", "run again with one program."},
    ProblemMessage{"unknown_report_format", "没有格式“{0}”。", "格式为：{1}。", "最接近的是“{2}”。",
                   "there is no format \"{0}\".", "the formats are {1}.", "the nearest is \"{2}\"."},
    ProblemMessage{"report_over_output", "“{0}”是推演写出的文件，不会覆盖。", "结果文件夹须与写出时完全一致。",
                   "用 --out 另选文件夹。", "\"{0}\" was written by the run and is not replaced.",
                   "a run's folder must be as it was written.", "choose another folder with --out."},
};

constexpr std::array kMessages{
    PlainMessage{"published", "{0}：{1}", "{0}: {1}"},
    PlainMessage{"format_workbook", "工作簿", "workbook"},
    PlainMessage{"format_html", "报告", "report"},
    PlainMessage{"format_database", "数据库", "database"},
    PlainMessage{"format_excel", "Excel 用 CSV 副本", "CSV copies for Excel"},
    PlainMessage{"published_masked", "小于 {0} 的人数已遮盖。", "Counts of persons below {0} are masked."},
};

}  // namespace

std::span<const ProblemMessage> publish_problem_messages() { return kProblems; }
std::span<const PlainMessage> publish_messages() { return kMessages; }

}  // namespace gongxu
