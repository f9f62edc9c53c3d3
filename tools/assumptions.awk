# The log of assumptions: see tools/assumptions-table. Reads SOURCES.csv and impact.csv first, then data in their order.

function say(in_english, in_chinese) { return zh ? in_chinese : in_english }

function fail(words) { print words > "/dev/stderr"; failed = 1; exit 2 }

function value_of(line) {  # of a TOML line, without quotes and comment
  sub(/^[^=]*= */, "", line)
  if (line ~ /^"/) { line = substr(line, 2); sub(/".*/, "", line) } else sub(/ *#.*/, "", line)
  return line
}

function place_of(path,   part) { split(path, part, "/"); return part[2] }

# ---- quality: from the status and the confidence of the source alone

function cites_published(text,   id) {  # true if a source that is no judgement of ours is named
  while (match(text, /[A-Z][0-9]+/)) {
    id = substr(text, RSTART, RLENGTH); text = substr(text, RSTART + RLENGTH)
    if (id in confidence && confidence[id] != "judgement") return 1
  }
  return 0
}

function quality(status, source, reason) {
  if (status == "policy" || source == "R6" || now["basis"] == "unknown") return "–"
  if (status == "measured" && confidence[source] ~ /^(exact|secondary)$/) return "A"
  if (status ~ /^(measured|derived|calibrated)$/ && confidence[source] ~ /^(exact|secondary|derived)$/) return "B"
  return cites_published(source " " reason) ? "C" : "D"
}

# ---- impact: of what a study told, the output in which the assumption has most weight

function impact(place, factor,   key, o, share, most, best) {
  if (!((place, factor) in studied)) return say("not studied", "未研究")
  for (o in outputs) {
    key = place SUBSEP factor SUBSEP o
    if (!(key in mu)) continue
    share = mu[key] * mu[key] / sum[place, o]
    if (share > most || (share == most && o < best)) { most = share; best = o }
  }
  if (best == "") return say("none told", "未见影响")
  split(best, named, SUBSEP)
  return (most < 0.005 ? "< 1" : sprintf("%.0f", 100 * most)) " % `" named[1] "` " named[2]
}

# ---- tables

function heading(title) { print "\n## " title }

function begin_table(columns,   n, names, i, line) {
  n = split(columns, names, " [|] "); line = "|"
  for (i = 1; i <= n; i++) line = line " --- |"
  print "\n| " columns " |\n" line
}

function row(section, id, name, value, unit, source, status, grade, effect) {
  count[section, grade]++; count["all", grade]++
  print "| `" id "` | " name " | " value " | " in_words(unit) " | " source " | " in_words(status) " | " grade \
        (effect == "" ? "" : " | " effect) " |"
}

function in_words(word) { return zh && (word in chinese) ? chinese[word] : word }

function range(d, value, low, high, rho) {
  if (d == "uniform") return low "–" high
  if (d == "triangular") return value " (" low "–" high ")"
  if (d == "lognormal") return low "–" high " (10–90 %)"
  if (d == "ar1_lognormal") return low "–" high " (10–90 %), rho " rho
  return value
}

function introduction() {
  print say("# The log of assumptions", "# 假设清单") "\n"
  print say("中文：[assumptions.zh.md](assumptions.zh.md)", "English: [assumptions.en.md](assumptions.en.md)") "\n"
  print say("Printed from the data's own fields; renewed after any change there by", "由数据自身的字段打印；数据改变后用下列命令更新") "\n"
  print "    tools/assumptions-table en > docs/assumptions.en.md\n    tools/assumptions-table zh > docs/assumptions.zh.md\n"
  print say("It lists every number that is not measured: all parameters, the rows of tables that are derived or assumed (as groups of one " \
            "unit,\nsource and status), what is assumed in `region.toml` and `plan.toml`, the numbers of scenarios. Measured rows are left out. A row without unit,\n" \
            "source and status cannot exist: the readers refuse it. Constants that stand in the code are in [odd.en.md](odd.en.md), 7.17. Reasons stand\n" \
            "beside the numbers in the files.", \
            "列出一切并非实测的数：全部参数，各表中推算或假设的行（按单位、来源和状态归组），`region.toml` 和 `plan.toml` 中的假设，情景中的数。\n" \
            "实测的行不列。没有单位、来源和状态的行不可能存在：读取时即被拒绝。写在代码中的常数见 [odd.zh.md](odd.zh.md) 7.17。理由在文件中，与数并列。")
  begin_table(say("quality | by status and the confidence of the source in `SOURCES.csv`", "质量 | 由状态和 `SOURCES.csv` 中来源的可信度决定"))
  print "| A | " say("measured, read in the source or a transcription (left out here)", "实测，读自原文或转录（此处不列）") " |"
  print "| B | " say("derived or calibrated from measured numbers", "由实测数推算或校准") " |"
  print "| C | " say("assumed (or recalled), on a published figure that the source or the reason names", "假设（或凭记忆），依据来源或理由所列的已发表数字") " |"
  print "| D | " say("assumed, by judgement alone", "假设，只凭判断") " |"
  print "| – | " say("no statement about the world: set by a rule (policy), a neutral factor that scenarios change (R6), or no number at all (a stock that is unknown)", \
                      "不是对现实的陈述：由政策规定，供情景改动的中性因子（R6），或根本没有数（存量不明）") " |"
  print "\n" say("Ranges: `low–high` uniform; `mode (low–high)` triangular; (10–90 %) lognormal quantiles, with rho a yearly path; a single number is fixed.", \
                 "范围：`低–高` 为均匀分布；`众数（低–高）` 为三角分布；(10–90 %) 为对数正态分位数，有 rho 者为年度路径；单个数为固定值。") "\n"
  print say("Impact: of all outputs of a study by Morris' method ([impact.csv](impact.csv), whose first lines give the commands), the one in which the\n" \
            "assumption has most weight, with its share of the sum of squared mu\\* of all assumptions there; this is near its share of the variance where effects\n" \
            "add up. *none told*: varied, and told from chance in no output. *not studied*: no study has varied it. The studies are of the baseline, with\n" \
            "the ranges of the place; the other three places are not studied. Outputs are births, residents, the severely dependent, and demand and load of each\n" \
            "service, in the target year and the last, of the whole place: what moves zones, waiting, need or registration alone is not seen.", \
            "影响：在 Morris 方法研究的全部结果中（[impact.csv](impact.csv)，首行写有命令），该假设分量最大的一项，及其在该项全部假设 mu\\* 平方和中的份额；\n" \
            "效应可加时接近方差份额。*未见影响*：变动过，在任何结果中都不能与随机性区分。*未研究*：没有研究变动过它。研究的是基准情景，用当地的范围；另三地未研究。\n" \
            "结果是目标年和末年全区的出生、常住人口、重度失能以及各服务的需求和负荷：只影响片区、等候、需要或户籍的，看不出来。")
}

# ---- what a section of a TOML file held, told when the next begins

function field(key, id) { return (key in now) ? now[key] : inherited[id, key] }

function end_section(   name, id, i) {
  if (section ~ /^parameter\./) {
    id = section; sub(/^parameter\./, "", id)
    if ("value" in now && !("low" in now) && !("distribution" in now)) now["distribution"] = "fixed"  # as the reader does
    row(place, id, field(zh ? "name_zh" : "name_en", id), \
        range(field("distribution", id), field("value", id), field("low", id), field("high", id), field("rho", id)), \
        field("unit", id), now["source"], now["status"], quality(now["status"], now["source"], now["reason"]), \
        place == "national" ? impact("lizhou", factor_of(id)) " | " impact("minqin", factor_of(id)) : "")
    if (place == "national") for (i in now) inherited[id, i] = now[i]
  } else if (section != "" && "status" in now && now["status"] != "measured") {
    name = zh ? now["name_zh"] : now["name_en"]
    if (section ~ /^fact\./) told(section, name, now["value"], now["unit"], comment)
    else if (section == "zone") told("zone." now["code"], name, now["population"], now["unit"], comment)
    else if (section == "stock") told("stock." now["service"], say("units at the base date", "基期单位数"), stock_text(), "", now["reason"])
    else if (section == "indicator") told("indicator." now["id"], name, now["target"], now[zh ? "unit_zh" : "unit"], comment)
    else if (section ~ /^(set|policy|delay|conversion)\./) scenario_number()
    else fail(told_file ": [" section "] has a status, and this tool has no row for it: add one to end_section()")
  }
  section = ""
  for (i in now) delete now[i]
}

function told(id, name, value, unit, reason) {
  row(place, id, name, value, unit, now["source"], now["status"], quality(now["status"], now["source"], reason), "")
}

function factor_of(id,   group) { group = field("group", id); return group == "" ? id : group }

function stock_text() {
  if (now["basis"] == "utilisation") return say("base-year pupils over a drawn utilisation", "基期学生数除以抽取的利用率")
  if (now["basis"] == "unknown") return say("unknown: none before the target year", "不明：目标年之前没有")
  return now["units"] != "" ? now["units"] : say("base of the indicator", "指标的基期值")
}

function scenario_number(   what) {  # the same number in several places is one row
  what = "value" in now ? now["value"] : "multiplier" in now ? "× " now["multiplier"] " (" now["from"] ")" : \
         "units" in now ? now["units"] ("gains" in now ? " → " now["gains"] : "") " (" now["year"] ")" : \
         "years = " now["years"]
  what = scenario SUBSEP section SUBSEP what SUBSEP now["source"] SUBSEP now["status"]
  if (!(what in in_places)) scenario_rows[++scenario_count] = what
  in_places[what] = in_places[what] (in_places[what] == "" ? "" : say(", ", "、")) place_name(place)
}

# ---- groups of rows of a CSV table: one source, status and unit

function end_table(   i, part, id) {
  for (i = 1; i <= group_count; i++) {
    split(groups[i], part, SUBSEP)
    if (part[3] == "measured" && confidence[part[2]] ~ /^(exact|secondary)$/) continue
    id = table; sub(/.*\//, "", id)
    if (!(id in table_name)) fail(table ": no name for the table: add one in both languages to table_name")
    row(place, id, table_name[id], group_rows[groups[i]] say(" rows, ", " 行，") group_low[groups[i]] "–" group_high[groups[i]], \
        part[1], part[2], part[3], quality(part[3], part[2], comment), \
        place != "national" ? "" : impact_of_table("lizhou", id) " | " impact_of_table("minqin", id))
    delete group_rows[groups[i]]
  }
  group_count = 0; comment = ""; table = ""
}

function impact_of_table(place, id) {
  if (!(id in level_of)) return say("not studied", "未研究")
  return "`" level_of[id] "`: " impact(place, level_of[id])
}

function counted(where,   g, n, i, line) {
  n = split("B C D –", g, " ")
  for (i = 1; i <= n; i++) { line = line " | " count[where, g[i]] + 0; total[where] += count[where, g[i]] }
  print "| " place_name(where) line " | " total[where] " |"
}

function place_name(id) { return zh ? chinese[id] : toupper(substr(id, 1, 1)) substr(id, 2) }
function columns() { return say("id | what | value and range | unit | source | status | quality", "编号 | 内容 | 值和范围 | 单位 | 来源 | 状态 | 质量") }
function impacts() { return say("impact in Lizhou | impact in Minqin", "利州的影响 | 民勤的影响") }

BEGIN {
  split("share=份额|factor=倍数|probability=概率|per year=每年|years=年|days=天|ratio=比值|persons=人|children per woman=子女/妇女" \
        "|pupils per class=学生/班|per 1,000 residents a year=每千常住人口每年|discharges per year=出院人次/年|visits per year=诊疗人次/年" \
        "|births=出生数|relative wish=相对意愿|share of persons=占该年龄人口的份额|times all persons of the age=与该年龄全体之比" \
        "|births per woman-year=出生/妇女年|visits per person-year=诊疗/人年|admissions per person-year=住院/人年" \
        "|share of gross moves=占总迁移的份额|deaths per person-year=死亡/人年|male per female birth=男婴/女婴" \
        "|log ratio urban to rural=城乡之比的对数|net moves per person-year=净迁入/人年" \
        "|national=全国|lizhou=利州|wanzhou=万州|qijiang=綦江|huangyan=黄岩|minqin=民勤|all=合计|measured=实测|derived=推算|assumed=假设|calibrated=校准|policy=政策", pairs, "|")
  for (i in pairs) { split(pairs[i], pair, "="); chinese[pair[1]] = pair[2] }
  split("births.csv;births of the nation;全国出生数|childcare_wish.csv;wish for childcare by age;分年龄入托意愿|dependency.csv;dependency by age;分年龄失能" \
        "|fertility_ages.csv;fertility by age;分年龄生育率|fertility_path.csv;path of total fertility;总和生育率路径|health_use.csv;use of health facilities by age;分年龄就医" \
        "|migration_ages.csv;ages of moves;迁移年龄模式|mortality.csv;death rates;死亡率|order_ages.csv;ages by birth order;各孩次年龄偏移" \
        "|population.csv;residents by age;分年龄人口|sex_ratio_at_birth.csv;sex ratio at birth;出生性别比|urban_age_slope.csv;urban and rural ages;城乡年龄差异" \
        "|net_migration.csv;net migration by age;分年龄净迁移率", pairs, "|")
  for (i in pairs) { split(pairs[i], pair, ";"); table_name[pair[1]] = zh ? pair[3] : pair[2] }
  # The drawn parameter that moves the level of a table: what a study says of that holds for the table.
  split("childcare_wish.csv=childcare_wish_profile|dependency.csv=severe_prevalence_60plus|fertility_path.csv=birth_path|mortality.csv=mortality_path", pairs, "|")
  for (i in pairs) { split(pairs[i], pair, "="); level_of[pair[1]] = pair[2] }
}

FNR == 1 {  # a file ends, another begins
  end_section(); end_table()
  place = place_of(FILENAME); told_file = FILENAME; comment = pending = ""
  scenario = FILENAME; sub(/.*\//, "", scenario); sub(/\.toml$/, "", scenario)
  if (FILENAME ~ /SOURCES/) kind = "sources"
  else if (FILENAME ~ /impact/) kind = "impact"
  else kind = FILENAME ~ /\.csv$/ ? "table" : "toml"
  if (FILENAME ~ /parameters\.toml$/) { introduction(); heading(say("Uncertain numbers", "不确定的数")); begin_table(columns() " | " impacts()) }
  else if (FILENAME ~ /region\.toml$/) { heading(place_name(place)); begin_table(columns()) }
  else if (kind == "table" && place == "national" && table == "" && !tables_begun++) { heading(say("National tables", "全国表")); begin_table(columns() " | " impacts()) }
  if (kind == "table") table = FILENAME
}

{ sub(/\r$/, "") }
kind == "sources" { n = split($0, cell, ","); confidence[cell[1]] = cell[n]; next }
kind == "impact" {
  if ($0 ~ /^#/ || $0 ~ /^place,/) next
  split($0, cell, ","); studied[cell[1], cell[2]] = 1
  if (cell[3] == "") next  # varied, and nothing told
  outputs[cell[3], cell[4]] = 1
  mu[cell[1], cell[2], cell[3], cell[4]] = cell[5]; sum[cell[1], cell[3], cell[4]] += cell[5] * cell[5]
  next
}
kind == "table" {
  if ($0 ~ /^#/) { comment = comment " " $0; next }
  if ($0 ~ /,status$/) { split($0, cell, ","); for (i in cell) if (cell[i] == "value") value_at = i; next }
  n = split($0, cell, ","); key = cell[n - 2] SUBSEP cell[n - 1] SUBSEP cell[n]
  if (!(key in group_rows)) { groups[++group_count] = key; group_low[key] = group_high[key] = cell[value_at] }
  group_rows[key]++
  if (cell[value_at] + 0 < group_low[key] + 0) group_low[key] = cell[value_at]
  if (cell[value_at] + 0 > group_high[key] + 0) group_high[key] = cell[value_at]
  next
}
/^#/ { pending = pending " " $0; next }
/^\[/ { end_section(); section = $0; gsub(/[][]/, "", section); sub(/ *#.*/, "", section); comment = pending; pending = ""; next }
/^[a-z_]+ *=/ { key = $0; sub(/ *=.*/, "", key); now[key] = value_of($0) }

END {
  if (failed) exit 2
  end_section(); end_table()
  heading(say("Numbers of scenarios", "情景中的数"))
  begin_table(say("scenario | number | value | source | status | places", "情景 | 项目 | 值 | 来源 | 状态 | 地区"))
  for (i = 1; i <= scenario_count; i++) {
    split(scenario_rows[i], part, SUBSEP)
    print "| `" part[1] "` | `" part[2] "` | " part[3] " | " part[4] " | " in_words(part[5]) " | " in_places[scenario_rows[i]] " |"
  }
  heading(say("How many", "数量"))
  begin_table(say("rows", "行") " | B | C | D | – | " say("all", "合计"))
  n = split("national lizhou wanzhou qijiang huangyan minqin all", where, " ")
  for (i = 1; i <= n; i++) counted(where[i])
}
