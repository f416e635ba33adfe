# What ops/run and ops/test need; sourced by both.

# Prints the home of a JDK 25, or says what is missing.
find_jdk() {
    local java home
    java=$(command -v java || true)
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* ${java:+"$(dirname "$(dirname "$(readlink -f "$java")")")"}; do
        if [[ -n $home && -x $home/bin/javac ]] && grep -q '^JAVA_VERSION="25[."]' "$home/release" 2>/dev/null; then
            echo "$home"
            return 0
        fi
    done
    cat >&2 <<'TEXT'
No JDK 25 was found in $JAVA_HOME, /usr/lib/jvm or on the PATH.
Install one, e.g. `apt-get install temurin-25-jdk` (Eclipse Temurin) or https://adoptium.net, and run this again.
TEXT
    return 1
}

# Says which build tool is missing.
require_build_tools() {
    local missing=()
    command -v mvn >/dev/null || missing+=("Maven 3.8.6 or newer (apt-get install maven)")
    command -v node >/dev/null || missing+=("Node.js 20 or newer (apt-get install nodejs)")
    command -v npm >/dev/null || missing+=("npm (apt-get install npm)")
    if ((${#missing[@]})); then
        printf 'missing: %s\n' "${missing[@]}" >&2
        return 1
    fi
}
