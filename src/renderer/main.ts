import { connect } from '#renderer/shell/connect.ts';
import { showApp } from '#renderer/show-app.ts';

await showApp(connect, 'track');
