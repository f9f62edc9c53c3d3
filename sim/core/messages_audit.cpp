// What the audit says of a plan. Blanks: see the rules in sim/plan/audit_*.cpp.
#include <array>

#include "sim/core/message_tables.hpp"

namespace gongxu {
namespace {

constexpr std::array kMessages{
    PlainMessage{
        "audit_unit_beyond_people", "“{0}”：按表中单位“{1}”，{2} 合 {3}，约为常住人口（{5}）的 {6} 倍；单位应为“{4}”。",
        "\"{0}\": in the printed unit {1}, {2} would be {3}, some {6} times the {5} residents; the unit must be {4}."},
    PlainMessage{"audit_unit_impossible", "“{0}”：按表中单位“{1}”，{2} 合 {3}，与正文数值不符；单位应另行换算为“{4}”。",
                 "\"{0}\": in the printed unit {1}, {2} would be {3}, which is not what the plan means; read in {4}."},
    PlainMessage{"audit_printed_twice", "“{0}”{1} 年有两个数：{2}（{3}）与 {4}（{5}）。",
                 "\"{0}\" is printed twice for {1}: {2} ({3}) and {4} ({5})."},
    PlainMessage{"audit_bound_differs", "“{0}”{1} 年的表述不同：{2}（{3}）与 {4}（{5}），须明确是“达到”还是“以上”。",
                 "\"{0}\" is worded in two ways for {1}: {2} ({3}) and {4} ({5}); is it a value or a bound?"},
    PlainMessage{"audit_same_base", "“{0}”与“{1}”的基数同为 {2}：属实，或有一处誊抄有误。",
                 "\"{0}\" and \"{1}\" have the same base, {2}: true, or a slip in copying."},
    PlainMessage{"audit_sum_differs", "{3} 年“{0}”为 {1}，而各部分合计 {2}。",
                 "\"{0}\" is {1} in {3}, but its parts add up to {2}."},
    PlainMessage{"audit_quotient_differs", "{3} 年“{0}”为 {1}，而按分子分母计算为 {2}。",
                 "\"{0}\" is {1} in {3}, but its numerator and denominator give {2}."},
    PlainMessage{"audit_not_the_same", "{3} 年“{0}”为 {1}，而“{4}”为 {2}：按含义二者应当一致。",
                 "\"{0}\" is {1} in {3} and \"{4}\" {2}: by their meaning they should be one number."},
    PlainMessage{"audit_growth_differs", "{3} 年“{0}”为 {1}，而基数加新增为 {2}。",
                 "\"{0}\" is {1} in {3}, but base and additions come to {2}."},
    PlainMessage{"audit_target_below_base", "“{0}”的目标（{1}）劣于 {3} 年基数 {2}。",
                 "\"{0}\": the target ({1}) is worse than the base of {3}, {2}."},
    PlainMessage{"audit_sum_below_pace", "“{0}”：目标折合每年 {1}，低于基期的每年 {2}。",
                 "\"{0}\": the target comes to {1} a year, less than the {2} a year of the base."},
    PlainMessage{"audit_years_differ_from_sum", "“{0}”：各年合计 {1}，总目标为 {2}。",
                 "\"{0}\": the years add up to {1}, the total is {2}."},
    PlainMessage{"audit_uneven_path", "“{0}”：{2} 年一年变动 {1}，为其余各年的三倍以上。",
                 "\"{0}\": the step of {2}, {1}, is more than three times every other year's."},
    PlainMessage{
        "audit_pace_schooling", "“{0}”由 {1} 升至 {2}，每年 {3} 年；劳动年龄人口每年约更新 1/45，最快约 {4} 年。",
        "\"{0}\" rises from {1} to {2}, by {3} a year; some 1/45 of those of working age are replaced each year, "
        "which gives {4} at most."},
    PlainMessage{"audit_pace_life", "“{0}”由 {1} 升至 {2}，每年 {3} 岁，快于历史上大规模人口的最快速度 {4}。",
                 "\"{0}\" rises from {1} to {2}, by {3} a year: faster than large populations ever did ({4})."},
    PlainMessage{"audit_no_target", "“{0}”有基数 {1}，没有目标。", "\"{0}\" has a base, {1}, and no target."},
    PlainMessage{"audit_no_base", "“{0}”有目标 {1}，没有基数。", "\"{0}\" has a target, {1}, and no base."},
    PlainMessage{"audit_implied_people_now",
                 "{7} 年“{0}”{1} 与“{2}”{3} 合在一起，意味着 {4}（{5}–{6}）人；基期常住人口为 {8}。",
                 "\"{0}\" {1} and \"{2}\" {3} in {7} together mean {4} ({5}–{6}) people; the residents were {8}."},
    PlainMessage{
        "audit_implied_people_later",
        "{7} 年“{0}”{1} 与“{2}”{3} 合在一起，意味着规划人口 {4}（{5}–{6}）；按基期人口推得 {8}。",
        "\"{0}\" {1} and \"{2}\" {3} in {7} together mean a planning population of {4} ({5}–{6}); the people of the "
        "base date give {8}."},
    PlainMessage{"audit_no_project", "“{0}”的目标合 {1}（现有：{2}），规划没有专为这项服务列项目。",
                 "\"{0}\": the target comes to {1} (there now: {2}), and no project of the plan is for this service."},
    PlainMessage{"audit_no_numbered_project", "“{0}”的目标合 {1}（现有：{2}）；{3} 个项目都没有给出数量。",
                 "\"{0}\": the target comes to {1} (there now: {2}); none of the {3} projects states a number."},
    PlainMessage{
        "audit_projects_short", "“{0}”的目标合 {1}；现有 {2}，{6} 个项目中给出数量的 {7} 个共 {3}，合计 {4}，差 {5}。",
        "\"{0}\": the target comes to {1}; there are {2}, and the {7} of {6} projects that state a number add {3}, "
        "which makes {4}, short by {5}."},
    PlainMessage{
        "audit_conversion_needed",
        "“{0}”：{4}—{5} 年护理型床位须增加 {1} 张，而床位总量只增加 {2} 张，至少须改造现有床位 {3} 张。",
        "\"{0}\": from {4} to {5} nursing beds must grow by {1} while all beds grow by {2}: at least {3} existing "
        "beds must be converted."},
    PlainMessage{"audit_cap_shrinks", "“{0}”的上限由 {1} 年的 {2} 降至 {3} 年的 {4}：须转出 {5}。",
                 "\"{0}\": the cap falls from {2} in {1} to {4} in {3}: {5} must pass to others."},
    PlainMessage{"audit_use_beyond_capacity", "“{0}”的基数 {1} 合 {2} 人，多于现有的 {3}。",
                 "\"{0}\": the base of {1} is {2} people, more than the {3} units there are."},
    PlainMessage{"audit_heading", "《{0}》自查：{1} 项（矛盾 {2}，存疑 {3}，提示 {4}）",
                 "{0}: {1} findings ({2} contradictions, {3} doubtful, {4} notes)"},
    PlainMessage{"audit_nothing", "没有发现。", "nothing found."},
    PlainMessage{"severity_error", "矛盾", "contradiction"},
    PlainMessage{"severity_warning", "存疑", "doubtful"},
    PlainMessage{"severity_note", "提示", "note"},
    PlainMessage{"audit_source", "    原文 {0}", "    plan {0}"},
};

}  // namespace

std::span<const PlainMessage> audit_messages() { return kMessages; }

}  // namespace gongxu
