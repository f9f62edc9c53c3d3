#include "analysis/publish/report/html.hpp"

#include <algorithm>
#include <cctype>

#include "sim/core/messages.hpp"

namespace gongxu::report {
namespace {

bool begins_like(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

std::string with_classes(const std::string& classes) {
  if (classes.empty()) return "";
  return classes.find(' ') == std::string::npos ? " class=" + classes : " class=\"" + classes + "\"";
}

}  // namespace

Text word(std::string_view key, const std::vector<Text>& values) {
  std::vector<std::string> zh, en;
  for (const Text& v : values) zh.push_back(v.zh), en.push_back(v.en);
  return {say(Language::zh, key, zh), say(Language::en, key, en)};
}

Text joined(const std::vector<Text>& parts) {
  Text out;
  for (const Text& part : parts) out = out.zh.empty() ? part : out + word("list_comma") + part;
  return out;
}

Text operator+(const Text& a, const Text& b) { return {a.zh + b.zh, a.en + b.en}; }

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string spans(const Text& t) {
  if (t.zh == t.en) return escaped(t.zh);
  return "<span lang=zh-CN>" + escaped(t.zh) + "</span><span lang=en>" + escaped(t.en) + "</span>";
}

std::string safe_script(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = begins_like(text.substr(i), "</script"), comments = begins_like(text.substr(i), "<!--");
    out += text[i];
    if (ends || comments) out += '\\';  // in strings and patterns, where alone they stand, the same
  }
  return out;
}

HtmlTable& HtmlTable::caption(const Text& t) {
  caption_ = "<caption>" + spans(t) + "</caption>";
  return *this;
}

HtmlTable& HtmlTable::classes(const std::string& c) {
  classes_ = c;
  return *this;
}

HtmlTable& HtmlTable::attributes(const std::string& a) {
  attributes_ = " " + a;
  return *this;
}

void HtmlTable::row(const std::vector<Cell>& cells) {
  rows_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string classes = columns_[i].number && cells[i].classes.empty() ? "n" : cells[i].classes;
    if (!columns_[i].classes.empty()) classes += (classes.empty() ? "" : " ") + columns_[i].classes;
    const char* tag = i == 0 ? "th" : "td";
    rows_ += std::string("<") + tag + (i == 0 ? " scope=row" : "") + with_classes(classes) + ">" + cells[i].html +
             "</" + tag + ">";
  }
  rows_ += "</tr>\n";
}

std::string HtmlTable::html() const {
  std::string out = "<div class=scroll tabindex=0" + attributes_ + "><table" + with_classes(classes_) + ">" + caption_ +
                    "<thead><tr>";
  for (const Column& c : columns_) {
    std::string classes = c.number ? "n" : "";
    if (!c.classes.empty()) classes += (classes.empty() ? "" : " ") + c.classes;
    out += "<th scope=col" + with_classes(classes) + ">" + spans(c.name) + "</th>";
  }
  return out + "</tr></thead>\n<tbody>" + rows_ + "</tbody></table></div>\n";
}

std::string paragraph(const Text& t, std::string_view classes) {
  return "<p" + with_classes(std::string(classes)) + ">" + spans(t) + "</p>\n";
}

std::string details(const Text& heading, const std::string& tables) {
  return "<details class=numbers><summary>" + spans(heading) + "</summary>\n" + tables + "</details>\n";
}

std::string charts(const std::string& figures) {
  return figures.empty() ? "" : "<div class=charts>\n" + figures + "</div>\n";
}

namespace {

/// What a chart shows, by its name in the attribute data-chart.
Text title_of(const std::string& chart) {
  constexpr std::string_view kAttribute = "data-chart=";
  std::string name = chart.substr(kAttribute.size(), chart.find(' ') - kAttribute.size());
  std::replace(name.begin(), name.end(), '-', '_');
  return word("report_title_" + name);
}

}  // namespace

std::string figure(const std::string& chart, const Text& summary, const std::string& tables, bool wide) {
  return std::string("<figure") + (wide ? " class=wide" : "") + ">" + paragraph(title_of(chart), "chart-title") +
         "<div class=chart " + chart + "></div><figcaption>" + spans(summary) + "</figcaption>\n" +
         (tables.empty() ? "" : details(word("report_numbers"), tables)) + "</figure>\n";
}

}  // namespace gongxu::report
