#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: with-display.sh [--wayland | --no-display] [--geometry WxH] CMD…
#
# Runs CMD with a display, a session bus, a home and a runtime folder of its own, so that tests
# neither see nor disturb each other or the user's session. The display is an Xvfb, or with
# --wayland a headless sway. The exit status is CMD's, or 77 (skipped) when there is no such server.
set -uo pipefail

kind=x11 geometry=1280x800
while :; do
  case ${1:-} in
    --wayland) kind=wayland; shift ;;
    --no-display) kind=none; shift ;;
    --geometry) geometry=$2; shift 2 ;;
    *) break ;;
  esac
done

skip() { echo "1..0 # SKIP $*"; exit 77; }

serve() { # CMD…: runs CMD beside this script, never longer
  setpriv --pdeathsig TERM -- "$@" </dev/null 2>>"$dir/log" &
  servers+=($!)
}

await() { # FILE: waits until the last server has made it (a socket) or written to it
  until [ -s "$1" ] || [ -S "$1" ]; do
    kill -0 "${servers[-1]}" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
    sleep 0.02
  done
}

clean_up() {
  kill "${servers[@]}"
  wait "${servers[@]}"
  rm -rf "$dir"
} 2>/dev/null

dir=$(mktemp -d "${TMPDIR:-/tmp}/pyrolens-test.XXXXXX") || exit 1
servers=()
trap clean_up EXIT
mkdir -p "$dir/home/config/gtk-4.0"
mkdir -m 700 "$dir/run"
printf '%s\n' '[Settings]' 'gtk-font-name=Adwaita Sans 11' 'gtk-enable-animations=0' \
  >"$dir/home/config/gtk-4.0/settings.ini"

unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS SESSION_MANAGER
export HOME=$dir/home XDG_RUNTIME_DIR=$dir/run
export XDG_CONFIG_HOME=$HOME/config XDG_DATA_HOME=$HOME/data
export XDG_CACHE_HOME=$HOME/cache XDG_STATE_HOME=$HOME/state
export XDG_CURRENT_DESKTOP=GNOME LC_ALL=${LC_ALL:-C.UTF-8} ADW_DISABLE_PORTAL=1
export GDK_DEBUG=no-portals GSK_RENDERER=${GSK_RENDERER:-cairo}
export GSETTINGS_BACKEND=${GSETTINGS_BACKEND:-memory}
FONTCONFIG_FILE=$(dirname "$(realpath "$0")")/fonts.conf
export FONTCONFIG_FILE

case $kind in
  x11)
    command -v Xvfb >/dev/null || skip "Xvfb is not installed"
    # The server picks its number itself: `xvfb-run -a` races with other tests for one.
    serve Xvfb -displayfd 3 -screen 0 "${geometry}x24" -nolisten tcp -noreset 3>"$dir/number"
    await "$dir/number"
    DISPLAY=:$(cat "$dir/number")
    export DISPLAY GDK_BACKEND=x11
    ;;
  wayland)
    command -v sway >/dev/null || skip "sway is not installed"
    cat >"$dir/sway.conf" <<END
output HEADLESS-1 resolution $geometry bg #ffffff solid_color
default_border none
xwayland disable
for_window [app_id=".*"] floating enable
END
    WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 \
      serve sway -c "$dir/sway.conf"
    await "$XDG_RUNTIME_DIR/wayland-1"
    export WAYLAND_DISPLAY=wayland-1 GDK_BACKEND=wayland
    ;;
esac

export DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
serve dbus-daemon --session --nofork --nopidfile --address="$DBUS_SESSION_BUS_ADDRESS" >>"$dir/log"
await "$XDG_RUNTIME_DIR/bus"

"$@"
