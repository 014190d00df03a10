"""What the integration tests share: recording a conversation, judging it, and driving both ends of it."""
