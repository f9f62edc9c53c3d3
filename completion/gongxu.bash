# Completion of gongxu's command lines for bash: commands, options, words that an option may have, scenarios of the plan
# on the line, plans. Options and commands are those of gongxu --help; a test holds them together.

_gongxu_commands="check audit run merge compare solve sensitivity twin hindcast calibrate report bench"
_gongxu_options="--help --version --scenario --replicates --precision --split --seed --jobs --shard --until --set
  --fixed-parameters --out --resume --force --lang --driver --shards --trace-people --quiet --service --year
  --probability --between --candidates --method --trajectories --samples --chances --factors --grouped --preview
  --observations --widen --census --later --earlier --national --agents --parameters --hold-out --draws --poisson
  --posterior --format --mask --json --people --repeats"
_gongxu_services="childcare kindergarten primary junior senior care_bed nursing_bed hospital_bed physician nurse"

# Scenarios of the first plan on the line.
_gongxu_scenarios() {
  local word file
  for word in "${COMP_WORDS[@]:2}"; do
    word=${word/#\~/$HOME}
    [[ -d $word/scenarios ]] || continue
    for file in "$word"/scenarios/*.toml; do
      [[ -e $file ]] || continue
      file=${file##*/}
      echo "${file%.toml}"
    done
    return
  done
}

# Folders that hold the file $1 or lie at most two above one that does; if there is none, any folder.
_gongxu_folders() {
  local file=$1 folder found=''
  while IFS= read -r folder; do
    if compgen -G "${folder/#\~/$HOME}/$file" >/dev/null || compgen -G "${folder/#\~/$HOME}/*/$file" >/dev/null ||
      compgen -G "${folder/#\~/$HOME}/*/*/$file" >/dev/null; then
      echo "$folder"
      found=yes
    fi
  done < <(compgen -d -- "$cur")
  [[ $found ]] || compgen -d -- "$cur"
}

# What may stand in place of a command's own words: no option and no value of one.
_gongxu_words() {
  case $command in
    compare) { _gongxu_folders run.json; _gongxu_folders plan.toml; } | sort -u ;;
    merge) compgen -d -- "$cur" ;;
    report) { _gongxu_folders run.json; _gongxu_folders datapackage.json; } | sort -u ;;
    bench)
      [[ $cur == */* ]] || compgen -W "W1 W2 county" -- "$cur"
      _gongxu_folders plan.toml
      ;;
    *) _gongxu_folders plan.toml ;;
  esac
}

_gongxu() {
  local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} option='' at
  COMPREPLY=()
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$_gongxu_options" -- "$cur")
    return
  fi
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "$_gongxu_commands" -- "$cur")
    return
  fi
  # bash splits --lang=en into three words
  [[ $cur == = ]] && cur=
  for ((at = COMP_CWORD - 1; at > 1; --at)); do
    option=${COMP_WORDS[at]}
    [[ $option == -* ]] && break
    option=
  done
  local between=$((COMP_CWORD - at - 1))
  [[ ${COMP_WORDS[at + 1]} == = ]] && ((COMP_CWORD > at + 1)) && ((between -= 1))
  case $option in
    --scenario | --service | --year | --set | --between | --candidates | --factors | --parameters | --hold-out | --format) ;;
    *) ((between <= 0)) || option= ;; # the others have one value
  esac
  case $option in
    --scenario) mapfile -t COMPREPLY < <(compgen -W "$(_gongxu_scenarios)" -- "$cur") ;;
    --service) mapfile -t COMPREPLY < <(compgen -W "$_gongxu_services" -- "$cur") ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W "zh en" -- "$cur") ;;
    --driver) mapfile -t COMPREPLY < <(compgen -W "simgrid plain" -- "$cur") ;;
    --method) mapfile -t COMPREPLY < <(compgen -W "morris sobol prcc" -- "$cur") ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "workbook html excel database" -- "$cur") ;;
    --out | -o | --posterior | --national)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$cur")
      ;;
    --trace-people | --widen | --observations | --census | --later | --earlier)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      ;;
    "" | --help | --version | --fixed-parameters | --resume | --force | --quiet | -q | --grouped | --preview | \
      --poisson | --json)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(_gongxu_words)
      ;;
  esac
}

complete -F _gongxu gongxu
