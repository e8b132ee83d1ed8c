#!/bin/sh
# Runs at the first boot of an instance, and so after each reinstall by a rollout.
set -eu

mkdir -p /etc/web-fleet
cat > /etc/web-fleet/role <<'ROLE'
web
ROLE

systemctl enable --now nginx
