from cairn.home.actions.archive import BackupRefused
from cairn.home.actions.backing_up import write_backup
from cairn.home.actions.restoring import Restored, restore_backup

__all__ = ["BackupRefused", "Restored", "restore_backup", "write_backup"]
