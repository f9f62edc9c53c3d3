#include "sim/scenario/national_folder.hpp"

#include <filesystem>

#include "sim/scenario/text_file.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {

std::string NationalFolder::file(const std::string& name) const {
  const std::string here = path_beside(folder + "/", name);
  return others.empty() || std::filesystem::exists(here) ? here : path_beside(others + "/", name);
}

NationalFolder read_national_folder(const std::string& folder, const Position& named_at, Problems& problems) {
  NationalFolder out;
  out.folder = folder;
  const std::string toml = path_beside(folder + "/", "national.toml");
  if (!std::filesystem::exists(toml)) return out;
  out.toml = toml;
  const TomlDocument document(toml, named_at, problems);
  if (!document.ok()) return out;
  document.check_format();
  out.residents_on = document.root().date("residents_on").value_or(out.residents_on);
  if (const auto others = document.root().text("others", Need::optional)) {
    out.others = path_beside(toml, *others);
    if (!std::filesystem::is_directory(out.others))
      problems.add(document.root().at("others"), "missing_folder", {out.others});
  }
  document.report_keys();
  return out;
}

}  // namespace gongxu
