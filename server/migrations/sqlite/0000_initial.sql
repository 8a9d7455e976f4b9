CREATE TABLE `account_link_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`link_id` text,
	`site_id` text NOT NULL,
	`site_user_id` text NOT NULL,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`assurance` text NOT NULL,
	`ref_id` text,
	`reason` text,
	`way` text,
	`by` text,
	`address` text,
	`agent` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `account_link_events_site` ON `account_link_events` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `account_link_events_user` ON `account_link_events` (`site_user_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `account_link_events_thread` ON `account_link_events` (`psid`,`page_id`,`id`);--> statement-breakpoint
CREATE TABLE `account_links` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`site_user_id` text NOT NULL,
	`label` text,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`assurance` text NOT NULL,
	`way` text NOT NULL,
	`ref_id` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_links_thread` ON `account_links` (`site_id`,`page_id`,`psid`) WHERE "account_links"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `account_links_site` ON `account_links` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `account_links_user` ON `account_links` (`site_user_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `account_links_page` ON `account_links` (`page_id`,`id`);--> statement-breakpoint
CREATE INDEX `account_links_person` ON `account_links` (`psid`,`page_id`,`id`);--> statement-breakpoint
CREATE INDEX `account_links_ref` ON `account_links` (`ref_id`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`site_id` text,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`seeded_as` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE TABLE `apps` (
	`id` text PRIMARY KEY NOT NULL,
	`sealed_secrets` text NOT NULL,
	`sealed_verify_token` text NOT NULL,
	`seed_digest` text,
	`allows_sha1` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arrivals` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`page_id` text NOT NULL,
	`psid` text,
	`user_ref` text,
	`ref` text,
	`ref_hash` text,
	`ref_id` text,
	`entry_point` text,
	`site_id` text,
	`data_ref` text,
	`site_user_id` text,
	`landing` text,
	`signed_context` text,
	`source` text,
	`ad_id` text,
	`is_new_thread` integer,
	`outcome` text NOT NULL,
	`reason` text,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `arrivals_event` ON `arrivals` (`event_id`);--> statement-breakpoint
CREATE INDEX `arrivals_thread` ON `arrivals` (`psid`,`page_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `arrivals_page` ON `arrivals` (`page_id`,`id`);--> statement-breakpoint
CREATE INDEX `arrivals_ref` ON `arrivals` (`ref_hash`);--> statement-breakpoint
CREATE INDEX `arrivals_visit` ON `arrivals` (`ref_id`);--> statement-breakpoint
CREATE INDEX `arrivals_entry_point` ON `arrivals` (`entry_point`,`id`);--> statement-breakpoint
CREATE INDEX `arrivals_site` ON `arrivals` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `arrivals_site_user` ON `arrivals` (`site_user_id`,`site_id`,`id`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_type` text NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`site_id` text,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_subject` ON `audit_entries` (`subject`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_site` ON `audit_entries` (`site_id`,`id`);--> statement-breakpoint
CREATE TABLE `dead_jobs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`key` text,
	`data` text,
	`attempts` integer NOT NULL,
	`error` text NOT NULL,
	`failed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dead_jobs_name` ON `dead_jobs` (`name`,`seq`);--> statement-breakpoint
CREATE TABLE `inbox_deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`app_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`size` integer NOT NULL,
	`status` text NOT NULL,
	`events` integer NOT NULL,
	`duplicates` integer NOT NULL,
	`error` text,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_deliveries_status` ON `inbox_deliveries` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_deliveries_received` ON `inbox_deliveries` (`received_at`);--> statement-breakpoint
CREATE INDEX `inbox_deliveries_app` ON `inbox_deliveries` (`app_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `entry_point_aliases` (
	`page_id` text NOT NULL,
	`alias_hash` text NOT NULL,
	`alias` text NOT NULL,
	`entry_point_key` text NOT NULL,
	PRIMARY KEY(`page_id`, `alias_hash`),
	FOREIGN KEY (`entry_point_key`) REFERENCES `entry_points`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `entry_point_aliases_key` ON `entry_point_aliases` (`entry_point_key`);--> statement-breakpoint
CREATE TABLE `entry_points` (
	`key` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`site_id` text NOT NULL,
	`page_id` text NOT NULL,
	`variant` text NOT NULL,
	`label` text,
	`link_policy` text NOT NULL,
	`look` text NOT NULL,
	`allows_plugin` integer NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entry_points_code` ON `entry_points` (`code`);--> statement-breakpoint
CREATE INDEX `entry_points_site` ON `entry_points` (`site_id`,`key`);--> statement-breakpoint
CREATE INDEX `entry_points_page` ON `entry_points` (`page_id`,`key`);--> statement-breakpoint
CREATE TABLE `inbox_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`delivery_id` integer NOT NULL,
	`app_id` text NOT NULL,
	`path` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`partition` integer NOT NULL,
	`kind` text NOT NULL,
	`page_id` text NOT NULL,
	`psid` text,
	`status` text NOT NULL,
	`parked_for` text,
	`attempts` integer NOT NULL,
	`error` text,
	`failures` text,
	`is_forced` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`settled_at` integer,
	`applied_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_events_dedupe_key` ON `inbox_events` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `inbox_events_status` ON `inbox_events` (`status`,`partition`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_events_delivery` ON `inbox_events` (`delivery_id`);--> statement-breakpoint
CREATE INDEX `inbox_events_parked` ON `inbox_events` (`parked_for`,`page_id`,`received_at`) WHERE "inbox_events"."parked_for" is not null;--> statement-breakpoint
CREATE INDEX `inbox_events_received` ON `inbox_events` (`received_at`);--> statement-breakpoint
CREATE INDEX `inbox_events_state` ON `inbox_events` (`status`,`received_at`,`delivery_id`);--> statement-breakpoint
CREATE INDEX `inbox_events_kind` ON `inbox_events` (`kind`,`received_at`);--> statement-breakpoint
CREATE INDEX `inbox_events_app` ON `inbox_events` (`app_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `inbox_events_page` ON `inbox_events` (`page_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `inbox_events_thread` ON `inbox_events` (`page_id`,`psid`,`received_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`key` text,
	`data` text,
	`failures` integer NOT NULL,
	`held` integer NOT NULL,
	`start_after` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_claim` ON `jobs` (`name`,`held`,`start_after`,`seq`);--> statement-breakpoint
CREATE INDEX `jobs_line` ON `jobs` (`name`,`key`,`held`,`seq`);--> statement-breakpoint
CREATE TABLE `link_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`site_user_id` text NOT NULL,
	`label` text,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`way` text NOT NULL,
	`policy` text NOT NULL,
	`ref_id` text,
	`arrival_id` text,
	`signed_context` text,
	`number` integer,
	`choices` text,
	`needs_thread` integer NOT NULL,
	`needs_site` integer NOT NULL,
	`person` text,
	`status` text NOT NULL,
	`reason` text,
	`conflict_with` text,
	`conflict_label` text,
	`question_id` text,
	`asked` integer NOT NULL,
	`link_id` text,
	`address` text,
	`agent` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`settled_at` integer,
	`late_told_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_attempts_open` ON `link_attempts` (`page_id`,`psid`,`site_id`) WHERE "link_attempts"."settled_at" is null;--> statement-breakpoint
CREATE INDEX `link_attempts_expiry` ON `link_attempts` (`expires_at`) WHERE "link_attempts"."settled_at" is null;--> statement-breakpoint
CREATE INDEX `link_attempts_thread` ON `link_attempts` (`page_id`,`psid`,`id`);--> statement-breakpoint
CREATE INDEX `link_attempts_ref` ON `link_attempts` (`ref_id`);--> statement-breakpoint
CREATE INDEX `link_attempts_account` ON `link_attempts` (`site_id`,`site_user_id`);--> statement-breakpoint
CREATE INDEX `link_attempts_created` ON `link_attempts` (`created_at`);--> statement-breakpoint
CREATE TABLE `link_code_tries` (
	`event_id` text PRIMARY KEY NOT NULL,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`at` integer NOT NULL,
	`was_closed` integer NOT NULL,
	`is_pause_told` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `link_code_tries_person` ON `link_code_tries` (`page_id`,`psid`,`at`);--> statement-breakpoint
CREATE INDEX `link_code_tries_page` ON `link_code_tries` (`page_id`,`at`);--> statement-breakpoint
CREATE INDEX `link_code_tries_at` ON `link_code_tries` (`at`);--> statement-breakpoint
CREATE TABLE `link_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`page_id` text NOT NULL,
	`entry_point_key` text NOT NULL,
	`ref_id` text NOT NULL,
	`account_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_psid` text,
	`used_at` integer,
	FOREIGN KEY (`entry_point_key`) REFERENCES `entry_points`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `link_codes_account` ON `link_codes` (`account_hash`,`created_at`);--> statement-breakpoint
CREATE INDEX `link_codes_site` ON `link_codes` (`site_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `link_codes_page` ON `link_codes` (`page_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `link_codes_created` ON `link_codes` (`created_at`);--> statement-breakpoint
CREATE TABLE `link_sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`earlier_hash` text,
	`browser_hash` text NOT NULL,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`site_id` text NOT NULL,
	`person` text NOT NULL,
	`language` text NOT NULL,
	`sealed_way_back` text,
	`web_link_hash` text,
	`step` text NOT NULL,
	`state_hash` text,
	`sealed_check` text,
	`sealed_answer` text,
	`ticket_hash` text,
	`login` text,
	`site_user_id` text,
	`label` text,
	`number` integer,
	`asks_number` integer NOT NULL,
	`code_hash` text,
	`sealed_code` text,
	`code_expires_at` integer,
	`code_event_id` text,
	`attempt_id` text,
	`address` text,
	`agent` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_sessions_state` ON `link_sessions` (`state_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `link_sessions_ticket` ON `link_sessions` (`ticket_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `link_sessions_code` ON `link_sessions` (`code_hash`);--> statement-breakpoint
CREATE INDEX `link_sessions_earlier` ON `link_sessions` (`earlier_hash`);--> statement-breakpoint
CREATE INDEX `link_sessions_attempt` ON `link_sessions` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `link_sessions_expiry` ON `link_sessions` (`expires_at`);--> statement-breakpoint
CREATE INDEX `link_sessions_account` ON `link_sessions` (`site_id`,`site_user_id`);--> statement-breakpoint
CREATE TABLE `login_prompts` (
	`site_id` text NOT NULL,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`prompted_at` integer,
	`greeted_at` integer,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`site_id`, `page_id`, `psid`)
);
--> statement-breakpoint
CREATE INDEX `login_prompts_thread` ON `login_prompts` (`page_id`,`psid`);--> statement-breakpoint
CREATE INDEX `login_prompts_last` ON `login_prompts` (`last_at`);--> statement-breakpoint
CREATE TABLE `messages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`site_id` text,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`purpose` text NOT NULL,
	`about` text,
	`content` text NOT NULL,
	`asked_tag` text,
	`not_after` integer,
	`status` text NOT NULL,
	`reason_code` text,
	`reason_message` text,
	`reason_hint` text,
	`changes_at` integer,
	`app_id` text,
	`messaging_type` text,
	`tag` text,
	`mid` text,
	`attempts` integer NOT NULL,
	`not_before` integer,
	`echo_awaited_until` integer,
	`idempotency_key` text,
	`body_hash` text,
	`created_at` integer NOT NULL,
	`sending_at` integer,
	`settled_at` integer,
	`said_at` integer,
	`echoed_at` integer,
	`delivered_at` integer,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_id` ON `messages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_idempotency` ON `messages` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `messages_open` ON `messages` (`page_id`,`psid`,`seq`) WHERE "messages"."settled_at" is null;--> statement-breakpoint
CREATE INDEX `messages_unread` ON `messages` (`psid`,`status`) WHERE "messages"."read_at" is null;--> statement-breakpoint
CREATE INDEX `messages_page` ON `messages` (`page_id`,`seq`);--> statement-breakpoint
CREATE INDEX `messages_person` ON `messages` (`psid`,`page_id`,`seq`);--> statement-breakpoint
CREATE INDEX `messages_site` ON `messages` (`site_id`,`seq`);--> statement-breakpoint
CREATE INDEX `messages_status` ON `messages` (`status`,`seq`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`site_id` text,
	`subject` text NOT NULL,
	`status` text NOT NULL,
	`data` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notifications_site` ON `notifications` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_subject` ON `notifications` (`subject`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_type` ON `notifications` (`type`,`id`);--> statement-breakpoint
CREATE TABLE `page_call_errors` (
	`page_id` text NOT NULL,
	`app_id` text NOT NULL,
	`problem` text NOT NULL,
	`code` integer,
	`subcode` integer,
	`sentence` text NOT NULL,
	`trace_id` text,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`page_id`, `app_id`, `problem`)
);
--> statement-breakpoint
CREATE TABLE `page_checks` (
	`page_id` text NOT NULL,
	`app_id` text NOT NULL,
	`checks` text NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`page_id`, `app_id`),
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `page_connection_steps` (
	`connection_id` text NOT NULL,
	`name` text NOT NULL,
	`page_id` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`tries` integer NOT NULL,
	`problem` text,
	`detail` text,
	`fix` text,
	`at` integer,
	PRIMARY KEY(`connection_id`, `name`, `page_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `page_connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `page_connection_steps_page` ON `page_connection_steps` (`page_id`,`name`,`state`);--> statement-breakpoint
CREATE TABLE `page_connections` (
	`id` text PRIMARY KEY NOT NULL,
	`app_id` text NOT NULL,
	`sealed_user_token` text,
	`user_id` text,
	`user_token_expires_at` integer,
	`missing_permissions` text NOT NULL,
	`candidates` text NOT NULL,
	`chosen` text NOT NULL,
	`profile` text,
	`takes_over_callback` integer NOT NULL,
	`foreign_callback` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `page_connections_expires` ON `page_connections` (`expires_at`);--> statement-breakpoint
CREATE TABLE `page_health` (
	`page_id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`health` text NOT NULL,
	`since` integer,
	`problems` text NOT NULL,
	`told` text NOT NULL,
	`changes` text NOT NULL,
	`better_since` integer,
	`silent_since` integer,
	`silence_evidence` text,
	`failures` text NOT NULL,
	`sound_at` integer,
	`heard_by` text NOT NULL,
	`checked_at` integer,
	`watched_since` integer,
	`next_check_at` integer
);
--> statement-breakpoint
CREATE INDEX `page_health_next` ON `page_health` (`next_check_at`);--> statement-breakpoint
CREATE INDEX `page_health_health` ON `page_health` (`health`);--> statement-breakpoint
CREATE TABLE `page_lost_periods` (
	`id` text PRIMARY KEY NOT NULL,
	`page_id` text NOT NULL,
	`app_id` text NOT NULL,
	`reason` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer
);
--> statement-breakpoint
CREATE INDEX `page_lost_periods_page` ON `page_lost_periods` (`page_id`,`from`);--> statement-breakpoint
CREATE UNIQUE INDEX `page_lost_periods_open` ON `page_lost_periods` (`page_id`,`app_id`) WHERE "page_lost_periods"."to" is null;--> statement-breakpoint
CREATE TABLE `page_rhythms` (
	`page_id` text PRIMARY KEY NOT NULL,
	`until_hour` integer NOT NULL,
	`counts` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `page_signs` (
	`page_id` text PRIMARY KEY NOT NULL,
	`first_event_at` integer NOT NULL,
	`last_event_at` integer NOT NULL,
	`last_psid` text,
	`last_person_at` integer,
	`person_heard_at` integer,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `page_tokens` (
	`app_id` text NOT NULL,
	`page_id` text NOT NULL,
	`sealed_token` text NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`expires_at` integer,
	`data_access_expires_at` integer,
	`scopes` text,
	`tasks` text,
	`user_id` text,
	`checked_at` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app_id`, `page_id`),
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `page_tokens_page` ON `page_tokens` (`page_id`);--> statement-breakpoint
CREATE TABLE `pages` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`name` text NOT NULL,
	`username` text,
	`instagram_id` text,
	`linked_page_id` text,
	`repairs_itself` integer NOT NULL,
	`disconnected_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `plugin_stops` (
	`page_id` text PRIMARY KEY NOT NULL,
	`stopped_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refs` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`entry_point_key` text NOT NULL,
	`data_ref` text,
	`landing` text,
	`site_user_id` text,
	`site_user_label` text,
	`site_user_context` text,
	`address` text,
	`agent` text,
	`identity_status` text NOT NULL,
	`identity_code` text,
	`watch_secret_hash` text,
	`registered_at` integer,
	`identity_expires_at` integer,
	`context_expires_at` integer NOT NULL,
	`awaited_at` integer,
	`redeemed_at` integer,
	`redeemed_psid` text,
	`question` text,
	FOREIGN KEY (`entry_point_key`) REFERENCES `entry_points`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refs_hash` ON `refs` (`hash`);--> statement-breakpoint
CREATE INDEX `refs_site_user` ON `refs` (`site_user_id`) WHERE "refs"."site_user_id" is not null;--> statement-breakpoint
CREATE INDEX `refs_places` ON `refs` (`identity_expires_at`) WHERE "refs"."address" is not null;--> statement-breakpoint
CREATE INDEX `refs_context_expiry` ON `refs` (`context_expires_at`,`watch_secret_hash`);--> statement-breakpoint
CREATE TABLE `refused_codes` (
	`event_id` text PRIMARY KEY NOT NULL,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`site_id` text,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refused_codes_at` ON `refused_codes` (`at`);--> statement-breakpoint
CREATE INDEX `refused_codes_thread` ON `refused_codes` (`page_id`,`psid`);--> statement-breakpoint
CREATE TABLE `site_jwks` (
	`site_id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`keys` text NOT NULL,
	`ignored` text NOT NULL,
	`fetched_at` integer,
	`tried_at` integer NOT NULL,
	`failing_since` integer,
	`failure` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sites` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`origins` text NOT NULL,
	`user_token_mode` text NOT NULL,
	`user_token_secrets` text NOT NULL,
	`user_token_keys` text NOT NULL,
	`jwks_url` text,
	`observed_since` integer,
	`login` text,
	`linking` text NOT NULL,
	`language` text NOT NULL,
	`look` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `stage_counts` (
	`entry_point_key` text NOT NULL,
	`hour` integer NOT NULL,
	`stage` text NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`entry_point_key`, `hour`, `stage`, `reason`),
	FOREIGN KEY (`entry_point_key`) REFERENCES `entry_points`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `stage_counts_hour` ON `stage_counts` (`hour`);--> statement-breakpoint
CREATE TABLE `takeovers` (
	`page_id` text NOT NULL,
	`origin` text NOT NULL,
	`entry_point_key` text NOT NULL,
	PRIMARY KEY(`page_id`, `origin`),
	FOREIGN KEY (`entry_point_key`) REFERENCES `entry_points`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `takeovers_key` ON `takeovers` (`entry_point_key`);--> statement-breakpoint
CREATE TABLE `threads` (
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`window_opened_at` integer,
	`person_message_at` integer,
	`page_message_at` integer,
	`delivered_until` integer,
	`read_until` integer,
	`reachable_at` integer,
	`unreachable_at` integer,
	`unreachable_reason` text,
	`owner_changed_at` integer,
	`owner_app_id` text,
	`heard_at` integer,
	`heard_in_standby` integer,
	`locale` text,
	`locale_asked_at` integer,
	PRIMARY KEY(`page_id`, `psid`)
);
--> statement-breakpoint
CREATE INDEX `threads_last_seen` ON `threads` (`last_seen_at`);--> statement-breakpoint
CREATE INDEX `threads_page_last_seen` ON `threads` (`page_id`,`last_seen_at`,`psid`);--> statement-breakpoint
CREATE INDEX `threads_psid` ON `threads` (`psid`);--> statement-breakpoint
CREATE TABLE `unmatched_refs` (
	`page_id` text NOT NULL,
	`ref_hash` text NOT NULL,
	`ref` text NOT NULL,
	`count` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	PRIMARY KEY(`page_id`, `ref_hash`)
);
--> statement-breakpoint
CREATE INDEX `unmatched_refs_last_seen` ON `unmatched_refs` (`page_id`,`last_seen_at`);--> statement-breakpoint
CREATE TABLE `used_user_tokens` (
	`site_id` text NOT NULL,
	`jti_hash` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`site_id`, `jti_hash`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `used_user_tokens_expiry` ON `used_user_tokens` (`expires_at`);--> statement-breakpoint
CREATE TABLE `user_token_outcomes` (
	`site_id` text NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`site_id`, `outcome`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `visit_stages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ref_id` text NOT NULL,
	`stage` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text,
	FOREIGN KEY (`ref_id`) REFERENCES `refs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visit_stages_once` ON `visit_stages` (`ref_id`,`stage`);--> statement-breakpoint
CREATE TABLE `web_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`page_id` text NOT NULL,
	`psid` text NOT NULL,
	`site_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`spent_at` integer
);
--> statement-breakpoint
CREATE INDEX `web_links_expiry` ON `web_links` (`expires_at`);--> statement-breakpoint
CREATE INDEX `web_links_thread` ON `web_links` (`page_id`,`psid`);