# shellcheck shell=bash
# Sourced by deploy/up, deploy/down, deploy/status and deploy/operator: finds a JDK, builds what is missing or old, runs the launcher.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
launcher=deploy/local/target/local.jar
built=$root/target/built

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# The home of a JDK 25 or newer, or nothing.
find_jdk() {
  local java home version
  java=$(command -v java || true)
  for home in \
    "${JAVA_HOME-}" "${java:+$(dirname "$(dirname "$(readlink -f "$java")")")}" \
    /usr/lib/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [[ -x $home/bin/javac && -r $home/release ]]; then
      version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
      if [[ -n $version && $version -ge 25 ]]; then
        printf '%s' "$home"
        return
      fi
    fi
  done
}

artifact_of() {
  case $1 in
    deploy/embedded) echo "$root/deploy/embedded/target/postgres" ;;
    deploy/local) echo "$root/$launcher" ;;
    *) echo "$root/$1/target/$1.jar" ;;
  esac
}

# What tells the time of a build: a reproducible one gives the service's jar itself the same time always.
built_at() {
  local artifact
  artifact=$(artifact_of "$1")
  if [[ -e $artifact.original ]]; then artifact=$artifact.original; fi
  if [[ $built -nt $artifact ]]; then artifact=$built; fi
  echo "$artifact"
}

# Whether what a module made is missing or older than its sources or those that it is built on.
is_old() {
  [[ -e $(artifact_of "$1") ]] || return 0
  local sources=("$root/pom.xml" "$root/$1/pom.xml")
  if [[ -d $root/$1/src ]]; then sources+=("$root/$1/src/main"); fi
  case $1 in
    deploy/*) ;;
    *) sources+=("$root/schemas/pom.xml" "$root/schemas/src/main" "$root/platform/pom.xml" "$root/platform/src/main") ;;
  esac
  [[ -n $(find "${sources[@]}" -newer "$(built_at "$1")" -print -quit) ]]
}

# Builds the given modules as far as that is needed.
build() {
  local module old=()
  for module in "$@"; do
    if is_old "$module"; then old+=("$module"); fi
  done
  if [[ ${#old[@]} -eq 0 ]]; then return; fi
  command -v mvn >/dev/null || fail "Maven is missing: install Maven 3.8 or newer, then start again."

  local log=$root/var/log/build.log list
  mkdir -p "$(dirname "$log")"
  list=$(IFS=, && printf '%s' "${old[*]}")
  echo "Building ${old[*]} (the first time, Maven fetches what it needs, which takes some minutes)."
  if ! (cd "$root" && mvn --batch-mode --projects "$list" --also-make package -DskipTests 2>&1) \
    | tee "$log" | sed -un 's/^\[INFO\] Building \(Tocsin.*\) [^ ]* *\(\[.*\]\)$/  \1 \2/p'; then
    grep -m 5 '^\[ERROR\]' "$log" >&2 || true
    fail "The build failed; its whole output is in $log."
  fi
  mkdir -p "$(dirname "$built")"
  touch "$built"
}

build_all() {
  build deploy/embedded deploy/local gateway auth-service monitor-service ingest-service query-service
}

# Becomes the launcher.
launch() {
  exec "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmx192m --enable-native-access=ALL-UNNAMED \
    "-Dtocsin.repository=$root" -cp "$root/$launcher:$root/${launcher%/*}/lib/*" io.tocsin.local.LocalApplication "$@"
}

jdk=$(find_jdk)
[[ -n $jdk ]] || fail "A JDK 25 or newer is missing: install one (for example Temurin), or set JAVA_HOME to it."
export JAVA25_HOME=$jdk
if [[ -z ${JAVA_HOME-} ]] && ! command -v java >/dev/null; then export JAVA_HOME=$jdk; fi
